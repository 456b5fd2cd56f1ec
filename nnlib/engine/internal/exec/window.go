package exec

import (
	"fmt"

	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// spans returns how a window moves over x [batch, axes …, channels].
func spans(w spec.Window, x *Node) []spec.Span {
	spans, err := w.Spans(x.Shape().Dimensions[1:])
	if err != nil {
		panic(fmt.Sprintf("a window was declared that does not fit: %v", err))
	}
	return spans
}

// padded puts a value around x [batch, axes …, channels], as the spans say.
func padded(x *Node, spans []spec.Span, value float64) *Node {
	axes, any := make([]compute.PadAxis, x.Rank()), false
	for i, s := range spans {
		axes[i+1] = compute.PadAxis{Start: s.Before, End: s.After}
		any = any || s.Before+s.After > 0
	}
	if !any {
		return x
	}
	return graph.Pad(x, number(x, value), axes...)
}

// looks returns what each of a window's elements sees of x, which is padded, when
// the window starts from the given position: x at all places,
// [batch, places …, channels], in the kernel's order of elements.
func looks(x *Node, spans []spec.Span, from []int) []*Node {
	var views []*Node
	eachElement(spans, func(element []int) {
		ranges := make([]graph.SliceAxisSpec, x.Rank())
		ranges[0], ranges[len(spans)+1] = graph.AxisRange(), graph.AxisRange()
		for i, s := range spans {
			first := from[i] + element[i]*s.Dilation
			ranges[i+1] = graph.AxisRange(first, first+(s.Places-1)*s.Stride+1).Stride(s.Stride)
		}
		views = append(views, graph.Slice(x, ranges...))
	})
	return views
}

// eachElement goes through a window's elements, row by row.
func eachElement(spans []spec.Span, f func(element []int)) {
	element := make([]int, len(spans))
	for {
		f(element)
		axis := len(spans) - 1
		for ; axis >= 0; axis-- {
			if element[axis]++; element[axis] < spans[axis].Size {
				break
			}
			element[axis] = 0
		}
		if axis < 0 {
			return
		}
	}
}

// fromStart is where windows start.
func fromStart(spans []spec.Span) []int { return make([]int, len(spans)) }

// patches lays out side by side what a window sees at each place:
// [batch, places …, elements · channels].
func patches(x *Node, spans []spec.Span, from []int) *Node {
	views := looks(x, spans, from)
	if len(views) == 1 {
		return views[0]
	}
	return graph.Concatenate(views, -1)
}

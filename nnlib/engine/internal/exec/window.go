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

// looks returns what each of a window's elements sees of x, which is padded: x at
// all places, [batch, places …, channels], in the kernel's order of elements.
func looks(x *Node, spans []spec.Span) []*Node {
	elements := 1
	for _, s := range spans {
		elements *= s.Size
	}
	views := make([]*Node, elements)
	for element := range views {
		ranges := make([]graph.SliceAxisSpec, x.Rank())
		ranges[0], ranges[len(spans)+1] = graph.AxisRange(), graph.AxisRange()
		rest := element
		for i := len(spans) - 1; i >= 0; i-- {
			s := spans[i]
			first := rest % s.Size * s.Dilation
			rest /= s.Size
			ranges[i+1] = graph.AxisRange(first, first+(s.Places-1)*s.Stride+1).Stride(s.Stride)
		}
		views[element] = graph.Slice(x, ranges...)
	}
	return views
}

// patches lays out side by side what a window sees at each place:
// [batch, places …, elements · channels].
func patches(x *Node, spans []spec.Span) *Node {
	views := looks(padded(x, spans, 0), spans)
	if len(views) == 1 {
		return views[0]
	}
	return graph.Concatenate(views, -1)
}

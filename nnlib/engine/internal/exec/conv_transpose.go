package exec

import (
	"fmt"

	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(s *scope, c *spec.Conv1DTranspose, in []*Node) *Node {
		return convTranspose(s, &c.ConvTranspose, in[0])
	})
	registerLayer(func(s *scope, c *spec.Conv2DTranspose, in []*Node) *Node {
		return convTranspose(s, &c.ConvTranspose, in[0])
	})
}

// convTranspose multiplies each pixel with the kernel, and adds up the windows
// where they overlap.
func convTranspose(s *scope, config *spec.ConvTranspose, x *Node) *Node {
	kernel := s.weights[0] // [axes …, filters, channels]
	spreads, err := config.Spreads(x.Shape().Dimensions[1:])
	if err != nil {
		panic(fmt.Sprintf("a window was declared that does not fit: %v", err))
	}
	axes, window := len(spreads), make([]spec.Span, len(spreads))
	for i, spread := range spreads {
		window[i] = spread.Span
	}
	last := axes + 1
	windows := graph.DotGeneral(x, []int{last}, nil, kernel, []int{last}, nil) // [batch, places …, elements …, filters]
	var parts []*Node
	eachElement(window, func(element []int) {
		ranges, gone, ways := make([]graph.SliceAxisSpec, windows.Rank()), make([]int, axes), make([]compute.PadAxis, axes)
		for i := range ranges {
			ranges[i] = graph.AxisRange()
		}
		for i, at := range element {
			gone[i], ways[i] = last+i, laidOut(spreads[i], at)
			ranges[gone[i]] = graph.AxisElem(at)
		}
		parts = append(parts, surrounded(graph.Squeeze(graph.Slice(windows, ranges...), gone...), ways...))
	})
	return s.finish(cropped(sumOf(parts), spreads), config.UseBias, config.Activation)
}

// laidOut lays the given element of all windows where it belongs.
func laidOut(s spec.Spread, element int) compute.PadAxis {
	first := element * s.Dilation
	whole := max(s.To, (s.Places-1)*s.Stride+s.Reach())
	return compute.PadAxis{Start: first, Interior: s.Stride - 1, End: whole - first - (s.Places-1)*s.Stride - 1}
}

// cropped cuts off what Keras does not keep.
func cropped(y *Node, spreads []spec.Spread) *Node {
	kept := []graph.SliceAxisSpec{graph.AxisRange()}
	for _, s := range spreads {
		kept = append(kept, graph.AxisRange(s.From, s.To))
	}
	return graph.Slice(y, append(kept, graph.AxisRange())...)
}

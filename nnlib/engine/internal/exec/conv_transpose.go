package exec

import (
	"fmt"

	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(convTranspose) }

// convTranspose multiplies each pixel with the kernel, and adds up the windows
// where they overlap.
func convTranspose(s *scope, config *spec.Conv2DTranspose, inputs []*Node) *Node {
	x, kernel := inputs[0], s.weights[0] // [height, width, filters, channels]
	spreads, err := config.Spreads(x.Shape().Dimensions[1:])
	if err != nil {
		panic(fmt.Sprintf("a window was declared that does not fit: %v", err))
	}
	windows := graph.DotGeneral(x, []int{3}, nil, kernel, []int{3}, nil) // [batch, rows, columns, height, width, filters]
	var parts []*Node
	for i := range config.KernelSize[0] {
		for j := range config.KernelSize[1] {
			all := graph.AxisRange()
			part := graph.Squeeze(graph.Slice(windows, all, all, all, graph.AxisElem(i), graph.AxisElem(j), all), 3, 4)
			parts = append(parts, surrounded(part, laidOut(spreads[0], i), laidOut(spreads[1], j)))
		}
	}
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
	return graph.Slice(y, graph.AxisRange(), graph.AxisRange(spreads[0].From, spreads[0].To), graph.AxisRange(spreads[1].From, spreads[1].To), graph.AxisRange())
}

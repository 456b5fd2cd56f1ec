package exec

import (
	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(zeroPadding)
	registerLayer(cropping)
}

func zeroPadding(_ *scope, config *spec.ZeroPadding2D, inputs []*Node) *Node {
	x, b := inputs[0], config.Padding
	return surrounded(x, compute.PadAxis{Start: b[0][0], End: b[0][1]}, compute.PadAxis{Start: b[1][0], End: b[1][1]})
}

func cropping(_ *scope, config *spec.Cropping2D, inputs []*Node) *Node {
	x, b := inputs[0], config.Cropping
	dims := x.Shape().Dimensions
	return graph.Slice(x, graph.AxisRange(),
		graph.AxisRange(b[0][0], dims[1]-b[0][1]), graph.AxisRange(b[1][0], dims[2]-b[1][1]), graph.AxisRange())
}

// surrounded puts zeros around images, or between their pixels. GoMLX must be told
// of every axis, or the gradient fails.
func surrounded(x *Node, height, width compute.PadAxis) *Node {
	return graph.Pad(x, number(x, 0), compute.PadAxis{}, height, width, compute.PadAxis{})
}

package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(depthwiseConv) }

func depthwiseConv(s *scope, config *spec.DepthwiseConv2D, inputs []*Node) *Node {
	x := inputs[0]
	y := depthwise(x, s.weights[0], spans(config.Window(), x))
	return s.finish(y, config.UseBias, config.Activation)
}

// depthwise slides a kernel [height, width, channels, multiplier] over x, each
// channel's own: to [batch, places …, channels · multiplier].
func depthwise(x, kernel *Node, spans []spec.Span) *Node {
	shape := kernel.Shape().Dimensions
	channels, multiplier := shape[2], shape[3]
	weights := graph.Reshape(kernel, -1, channels*multiplier)
	views := looks(padded(x, spans, 0), spans, fromStart(spans))
	for i, view := range views {
		weight := graph.Reshape(graph.Slice(weights, graph.AxisElem(i)), 1, 1, 1, -1)
		views[i] = graph.Mul(doubled(view, 3, multiplier), weight)
	}
	return sumOf(views)
}

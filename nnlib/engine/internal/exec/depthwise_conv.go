package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(s *scope, c *spec.DepthwiseConv1D, in []*Node) *Node {
		return depthwiseConv(s, &c.DepthwiseConv, in[0])
	})
	registerLayer(func(s *scope, c *spec.DepthwiseConv2D, in []*Node) *Node {
		return depthwiseConv(s, &c.DepthwiseConv, in[0])
	})
}

func depthwiseConv(s *scope, config *spec.DepthwiseConv, x *Node) *Node {
	y := depthwise(x, s.weights[0], spans(config.Window(), x))
	return s.finish(y, config.UseBias, config.Activation)
}

// depthwise slides a kernel [axes …, channels, multiplier] over x, each
// channel's own: to [batch, places …, channels · multiplier].
func depthwise(x, kernel *Node, spans []spec.Span) *Node {
	shape, axes := kernel.Shape().Dimensions, len(spans)
	channels, multiplier := shape[axes], shape[axes+1]
	weights := graph.Reshape(kernel, -1, channels*multiplier)
	views := looks(padded(x, spans, 0), spans, fromStart(spans))
	for i, view := range views {
		weight := graph.ExpandLeftToRank(graph.Squeeze(graph.Slice(weights, graph.AxisElem(i)), 0), view.Rank())
		views[i] = graph.Mul(doubled(view, axes+1, multiplier), weight)
	}
	return sumOf(views)
}

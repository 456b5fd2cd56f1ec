package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(s *scope, c *spec.SeparableConv1D, in []*Node) *Node {
		return separableConv(s, &c.SeparableConv, in[0])
	})
	registerLayer(func(s *scope, c *spec.SeparableConv2D, in []*Node) *Node {
		return separableConv(s, &c.SeparableConv, in[0])
	})
}

// separableConv looks at each channel by itself, then mixes the channels.
func separableConv(s *scope, config *spec.SeparableConv, x *Node) *Node {
	each := depthwise(x, s.weights[0], spans(config.Window(), x))
	y := s.multiply(each, graph.Reshape(s.weights[1], -1, config.Filters))
	return s.finish(y, config.UseBias, config.Activation)
}

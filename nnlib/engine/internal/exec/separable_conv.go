package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(separableConv) }

// separableConv looks at each channel by itself, then mixes the channels.
func separableConv(s *scope, config *spec.SeparableConv2D, inputs []*Node) *Node {
	x := inputs[0]
	each := depthwise(x, s.weights[0], spans(config.Window(), x))
	y := s.multiply(each, graph.Reshape(s.weights[1], -1, config.Filters))
	return s.finish(y, config.UseBias, config.Activation)
}

package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(dense) }

// dense is activation(x · kernel + bias).
func dense(s *scope, config *spec.Dense, inputs []*Node) *Node {
	y := s.multiply(inputs[0], s.weights[0])
	if config.UseBias {
		y = graph.Add(y, graph.ExpandLeftToRank(s.weights[1], y.Rank()))
	}
	return s.activate(config.Activation, y)
}

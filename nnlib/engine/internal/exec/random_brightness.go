package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(s *scope, config *spec.RandomBrightness, inputs []*Node) *Node {
		if !s.training() {
			return inputs[0]
		}
		return brightened(config, inputs[0], s.uniform(inputs[0].Shape().Dimensions[0]))
	})
}

// brightened adds to all pixels of an image what follows from chance [batch].
func brightened(config *spec.RandomBrightness, x, chance *Node) *Node {
	low, high := config.ValueRange[0], config.ValueRange[1]
	more := graph.MulScalar(between(config.Factor, chance), high-low)
	return within(graph.Add(x, graph.InsertAxes(more, -1, -1, -1)), low, high)
}

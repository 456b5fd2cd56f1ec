package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(s *scope, config *spec.RandomFlip, inputs []*Node) *Node {
		if !s.training() {
			return inputs[0]
		}
		return flipped(config, inputs[0], s.uniform(inputs[0].Shape().Dimensions[0]))
	})
}

// flipped mirrors the images whose chance [batch] is at most 1/2, in both ways at
// once if it is to be both.
func flipped(config *spec.RandomFlip, x, chance *Node) *Node {
	var axes []int
	if config.Mode != spec.Horizontal {
		axes = append(axes, 1)
	}
	if config.Mode != spec.Vertical {
		axes = append(axes, 2)
	}
	flips := graph.LessOrEqual(graph.InsertAxes(chance, -1, -1, -1), number(x, 0.5))
	return graph.Where(graph.BroadcastToShape(flips, x.Shape()), graph.Reverse(x, axes...), x)
}

package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(s *scope, config *spec.RandomContrast, inputs []*Node) *Node {
		if !s.training() {
			return inputs[0]
		}
		return contrasted(config, inputs[0], s.uniform(inputs[0].Shape().Dimensions[0]))
	})
}

// contrasted multiplies the pixels' differences from their channel's mean, image by
// image, by a factor that follows from chance [batch].
func contrasted(config *spec.RandomContrast, x, chance *Node) *Node {
	factor := graph.InsertAxes(between(spec.Range{1 - config.Factor[0], 1 + config.Factor[1]}, chance), -1, -1, -1)
	mean := graph.ReduceAndKeep(x, graph.ReduceMean, 1, 2)
	y := graph.Add(graph.Mul(graph.Sub(x, mean), factor), mean)
	return within(y, config.ValueRange[0], config.ValueRange[1])
}

// between spreads what is from 0 to 1 over a range.
func between(r spec.Range, chance *Node) *Node {
	return graph.AddScalar(graph.MulScalar(chance, r[1]-r[0]), r[0])
}

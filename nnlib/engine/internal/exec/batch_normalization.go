package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(batchNormalization) }

// batchNormalization normalizes by the batch's mean and variance while training,
// which it adds to the moving ones, and by those elsewhere and where it is frozen.
func batchNormalization(s *scope, config *spec.BatchNormalization, inputs []*Node) *Node {
	x := inputs[0]
	axes := ownAxes(x, config.Axis)
	first := len(s.weights) - 2
	mean, variance := along(x, s.weights[first], axes), along(x, s.weights[first+1], axes)
	if s.training() && !s.frozen {
		mean, variance = s.batchMoments(x, otherAxes(x, axes))
		s.move(first, mean, config.Momentum)
		s.move(first+1, variance, config.Momentum)
	}
	return s.affine(&config.Affine, standardized(x, mean, variance, config.Epsilon), axes)
}

// move brings a moving mean nearer to a value.
func (s *scope) move(weight int, value *Node, momentum float64) {
	before := s.after(s.weights[weight]) // an earlier call of the same layer may have moved it
	s.assign(weight, faded(before, graph.Reshape(value, before.Shape().Dimensions...), momentum))
}

// batchMoments are moments without what the mask hides and without the rows that a
// short batch lacks.
func (s *scope) batchMoments(x *Node, axes []int) (mean, variance *Node) {
	counts := s.counting(x)
	if counts == nil {
		return moments(x, axes)
	}
	others := 1
	for _, axis := range axes {
		others *= x.Shape().Dimensions[axis] / counts.Shape().Dimensions[axis]
	}
	count := graph.MulScalar(graph.ReduceAndKeep(counts, graph.ReduceSum, axes...), float64(others))
	average := func(x *Node) *Node {
		return graph.Div(graph.ReduceAndKeep(graph.Mul(x, counts), graph.ReduceSum, axes...), graph.MaxScalar(count, 1))
	}
	mean = average(x)
	return mean, average(graph.Square(graph.Sub(x, mean)))
}

// counting is 1 for x' values that count and else 0, with axes of size 1 where all
// are alike; nil where all count.
func (s *scope) counting(x *Node) *Node {
	mask := s.inputMask(0)
	if mask == nil && s.present == nil {
		return nil
	}
	if mask == nil {
		return s.presence(x.Rank())
	}
	counts := trailing(asNumbers(mask), x.Rank())
	if s.present != nil {
		counts = graph.Mul(counts, s.presence(x.Rank()))
	}
	return counts
}

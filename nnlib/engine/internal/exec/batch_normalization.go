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

// batchMoments are moments without the rows that a short batch lacks.
func (s *scope) batchMoments(x *Node, axes []int) (mean, variance *Node) {
	if s.present == nil {
		return moments(x, axes)
	}
	present := s.presence(x.Rank())
	others := 1
	for _, axis := range axes[1:] { // the first is the batch
		others *= x.Shape().Dimensions[axis]
	}
	count := graph.MulScalar(graph.ReduceAllSum(s.present), float64(others))
	mean = graph.Div(graph.ReduceAndKeep(graph.Mul(x, present), graph.ReduceSum, axes...), count)
	squares := graph.Mul(graph.Square(graph.Sub(x, mean)), present)
	return mean, graph.Div(graph.ReduceAndKeep(squares, graph.ReduceSum, axes...), count)
}

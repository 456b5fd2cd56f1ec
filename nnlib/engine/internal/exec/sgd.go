package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	optimizers[spec.SGD] = func(o spec.Object) optimizer {
		return &sgd{o.Param("momentum"), o.Param("nesterov") != 0}
	}
}

// sgd steps against the gradient, with momentum in the direction of earlier steps.
//
// Source: Keras 3, keras/src/optimizers/sgd.py.
type sgd struct {
	momentum float64
	nesterov bool
}

func (s *sgd) slots() int {
	if s.momentum == 0 {
		return 0
	}
	return 1
}

func (*sgd) pace(rate, _ *Node) *Node { return rate }

func (s *sgd) update(pace, weight, gradient *Node, slots []*Node) (*Node, []*Node) {
	step := graph.Mul(gradient, pace)
	if s.momentum == 0 {
		return graph.Sub(weight, step), nil
	}
	m := graph.Sub(graph.MulScalar(slots[0], s.momentum), step)
	move := m
	if s.nesterov {
		move = graph.Sub(graph.MulScalar(m, s.momentum), step)
	}
	return graph.Add(weight, move), []*Node{m}
}

func (*sgd) hostPace(rate float64, _ int64) float32 { return float32(rate) }

func (s *sgd) hostUpdate(pace float32, weight, gradient []float32, slots [][]float32) {
	if s.momentum == 0 {
		for i, g := range gradient {
			weight[i] -= g * pace
		}
		return
	}
	m, momentum := slots[0], float32(s.momentum)
	for i, g := range gradient {
		m[i] = m[i]*momentum - g*pace
		move := m[i]
		if s.nesterov {
			move = move*momentum - g*pace
		}
		weight[i] += move
	}
}

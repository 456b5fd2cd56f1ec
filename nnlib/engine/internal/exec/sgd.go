package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	optimizers[spec.SGD] = func(o spec.Object) optimizer {
		return &sgd{momentum: o.Param("momentum"), nesterov: o.Param("nesterov") != 0}
	}
}

// sgd steps against the gradient, with momentum in the direction of earlier steps.
//
// Source: Keras 3, keras/src/optimizers/sgd.py.
type sgd struct {
	steady
	momentum float64
	nesterov bool
}

func (s *sgd) slots() []float32 {
	if s.momentum == 0 {
		return nil
	}
	return []float32{0}
}

func (s *sgd) update(pace []*Node, weight, gradient *Node, slots []*Node) (*Node, []*Node) {
	step := graph.Mul(gradient, pace[0])
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

func (s *sgd) hostUpdate(pace []float32, weight, gradient []float32, slots [][]float32) {
	if s.momentum == 0 {
		for i, g := range gradient {
			weight[i] -= g * pace[0]
		}
		return
	}
	m, momentum := slots[0], float32(s.momentum)
	for i, g := range gradient {
		m[i] = m[i]*momentum - g*pace[0]
		move := m[i]
		if s.nesterov {
			move = move*momentum - g*pace[0]
		}
		weight[i] += move
	}
}

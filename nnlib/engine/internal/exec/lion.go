package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	optimizers[spec.Lion] = func(o spec.Object) optimizer {
		return &lion{beta1: o.Param("beta_1"), beta2: o.Param("beta_2")}
	}
}

// lion steps by the sign of a mean of momentum and gradient, always equally far.
//
// Source: Keras 3, keras/src/optimizers/lion.py.
type lion struct {
	steady
	beta1, beta2 float64
}

func (*lion) slots() []float32 { return []float32{0} }

func (l *lion) update(pace []*Node, weight, gradient *Node, slots []*Node) (*Node, []*Node) {
	move := graph.Mul(graph.Sign(faded(slots[0], gradient, l.beta1)), pace[0])
	return graph.Sub(weight, move), []*Node{faded(slots[0], gradient, l.beta2)}
}

func (l *lion) hostUpdate(pace []float32, weight, gradient []float32, slots [][]float32) {
	m := slots[0]
	beta1, rest1, beta2, rest2 := float32(l.beta1), float32(1-l.beta1), float32(l.beta2), float32(1-l.beta2)
	for i, g := range gradient {
		switch direction := m[i]*beta1 + g*rest1; {
		case direction > 0:
			weight[i] -= pace[0]
		case direction < 0:
			weight[i] += pace[0]
		}
		m[i] = m[i]*beta2 + g*rest2
	}
}

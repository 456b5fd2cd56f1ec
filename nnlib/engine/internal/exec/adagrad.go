package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	optimizers[spec.Adagrad] = func(o spec.Object) optimizer {
		return &adagrad{start: o.Param("initial_accumulator_value"), epsilon: o.Param("epsilon")}
	}
}

// adagrad adds up the gradients' squares and steps by g / √sum.
//
// Source: Keras 3, keras/src/optimizers/adagrad.py.
type adagrad struct {
	steady
	start, epsilon float64
}

func (a *adagrad) slots() []float32 { return []float32{float32(a.start)} }

func (a *adagrad) update(pace []*Node, weight, gradient *Node, slots []*Node) (*Node, []*Node) {
	sum := graph.Add(slots[0], graph.Square(gradient))
	move := graph.Div(graph.Mul(gradient, pace[0]), root(sum, a.epsilon))
	return graph.Sub(weight, move), []*Node{sum}
}

func (a *adagrad) hostUpdate(pace []float32, weight, gradient []float32, slots [][]float32) {
	sum, epsilon := slots[0], float32(a.epsilon)
	for i, g := range gradient {
		sum[i] += g * g
		weight[i] -= pace[0] * g / hostRoot(sum[i]+epsilon)
	}
}

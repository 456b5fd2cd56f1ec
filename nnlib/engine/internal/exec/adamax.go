package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	optimizers[spec.Adamax] = func(o spec.Object) optimizer {
		return &adamax{o.Param("beta_1"), o.Param("beta_2"), o.Param("epsilon")}
	}
}

// adamax is Adam with a fading maximum u of the gradient's size for the root of
// the mean square.
//
// Source: Keras 3, keras/src/optimizers/adamax.py.
type adamax struct{ beta1, beta2, epsilon float64 }

func (*adamax) slots() []float32 { return []float32{0, 0} }

func (a *adamax) pace(rate, step *Node) []*Node {
	return []*Node{graph.Div(rate, warmth(a.beta1, step))}
}

func (a *adamax) update(pace []*Node, weight, gradient *Node, slots []*Node) (*Node, []*Node) {
	m := toward(slots[0], gradient, 1-a.beta1)
	u := graph.Max(graph.MulScalar(slots[1], a.beta2), graph.Abs(gradient))
	move := graph.Div(graph.Mul(m, pace[0]), graph.AddScalar(u, a.epsilon))
	return graph.Sub(weight, move), []*Node{m, u}
}

func (a *adamax) hostPace(rate float64, step int64) []float32 {
	return []float32{float32(rate / hostWarmth(a.beta1, step))}
}

func (a *adamax) hostUpdate(pace []float32, weight, gradient []float32, slots [][]float32) {
	m, u := slots[0], slots[1]
	rest1, beta2, epsilon := float32(1-a.beta1), float32(a.beta2), float32(a.epsilon)
	for i, g := range gradient {
		m[i] += (g - m[i]) * rest1
		u[i] = max(beta2*u[i], g, -g)
		weight[i] -= pace[0] * m[i] / (u[i] + epsilon)
	}
}

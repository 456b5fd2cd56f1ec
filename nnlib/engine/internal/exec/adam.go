package exec

import (
	"math"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	optimizers[spec.Adam] = func(o spec.Object) optimizer {
		return &adam{o.Param("beta_1"), o.Param("beta_2"), o.Param("epsilon")}
	}
}

// adam keeps running means m of the gradient and v of its square, and steps by
// m / √v. Both means start at 0 and are too small at first, which pace makes up for.
//
// Source: Keras 3, keras/src/optimizers/adam.py.
type adam struct{ beta1, beta2, epsilon float64 }

func (*adam) slots() int { return 2 }

// pace is rate · √(1-β₂ᵗ) / (1-β₁ᵗ).
func (a *adam) pace(rate, step *Node) *Node {
	t := graph.ConvertDType(step, dtypes.Float32)
	rest := func(beta float64) *Node { // 1-βᵗ, with β rounded as Keras does
		return graph.Neg(graph.Expm1(graph.MulScalar(t, math.Log(float64(float32(beta))))))
	}
	return graph.Mul(rate, graph.Div(graph.Sqrt(rest(a.beta2)), rest(a.beta1)))
}

func (a *adam) update(pace, weight, gradient *Node, slots []*Node) (*Node, []*Node) {
	m, v := slots[0], slots[1]
	m = graph.Add(m, graph.MulScalar(graph.Sub(gradient, m), 1-a.beta1))
	v = graph.Add(v, graph.MulScalar(graph.Sub(graph.Square(gradient), v), 1-a.beta2))
	move := graph.Div(graph.Mul(m, pace), graph.AddScalar(graph.Sqrt(v), a.epsilon))
	return graph.Sub(weight, move), []*Node{m, v}
}

func (a *adam) hostPace(rate float64, step int64) float32 {
	rest := func(beta float64) float64 {
		return -math.Expm1(float64(step) * math.Log(float64(float32(beta))))
	}
	return float32(rate * math.Sqrt(rest(a.beta2)) / rest(a.beta1))
}

func (a *adam) hostUpdate(pace float32, weight, gradient []float32, slots [][]float32) {
	adamUpdate(weight, slots[0], slots[1], gradient, float32(1-a.beta1), float32(1-a.beta2), pace, float32(a.epsilon))
}

// adamPlain updates one value after the other.
func adamPlain(w, m, v, g []float32, rest1, rest2, pace, epsilon float32) {
	m, v, g = m[:len(w)], v[:len(w)], g[:len(w)]
	for i := range w {
		m[i] += (g[i] - m[i]) * rest1
		v[i] += (g[i]*g[i] - v[i]) * rest2
		w[i] -= m[i] * pace / (float32(math.Sqrt(float64(v[i]))) + epsilon)
	}
}

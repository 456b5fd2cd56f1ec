package exec

import (
	"math"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	optimizers[spec.Adam] = newAdam
	optimizers[spec.AdamW] = newAdam // its weight decay is every optimizer's
}

// adam keeps running means m of the gradient and v of its square, and steps by
// m / √v. Both means start at 0 and are too small at first, which pace makes up
// for. With amsgrad the largest v so far counts.
//
// Source: Keras 3, keras/src/optimizers/adam.py and adamw.py.
type adam struct {
	beta1, beta2, epsilon float64
	amsgrad               bool
}

func newAdam(o spec.Object) optimizer {
	return &adam{o.Param("beta_1"), o.Param("beta_2"), o.Param("epsilon"), o.Param("amsgrad") != 0}
}

func (a *adam) slots() []float32 {
	if a.amsgrad {
		return []float32{0, 0, 0}
	}
	return []float32{0, 0}
}

// pace is rate · √(1-β₂ᵗ) / (1-β₁ᵗ).
func (a *adam) pace(rate, step *Node) []*Node {
	return []*Node{graph.Mul(rate, graph.Div(graph.Sqrt(warmth(a.beta2, step)), warmth(a.beta1, step)))}
}

func (a *adam) update(pace []*Node, weight, gradient *Node, slots []*Node) (*Node, []*Node) {
	m := toward(slots[0], gradient, 1-a.beta1)
	v := toward(slots[1], graph.Square(gradient), 1-a.beta2)
	after, counts := []*Node{m, v}, v
	if a.amsgrad {
		counts = graph.Max(slots[2], v)
		after = append(after, counts)
	}
	move := graph.Div(graph.Mul(m, pace[0]), graph.AddScalar(graph.Sqrt(counts), a.epsilon))
	return graph.Sub(weight, move), after
}

func (a *adam) hostPace(rate float64, step int64) []float32 {
	return []float32{float32(rate * math.Sqrt(hostWarmth(a.beta2, step)) / hostWarmth(a.beta1, step))}
}

func (a *adam) hostUpdate(pace []float32, weight, gradient []float32, slots [][]float32) {
	rest1, rest2, epsilon := float32(1-a.beta1), float32(1-a.beta2), float32(a.epsilon)
	if a.amsgrad {
		amsgradPlain(weight, slots[0], slots[1], slots[2], gradient, rest1, rest2, pace[0], epsilon)
		return
	}
	adamUpdate(weight, slots[0], slots[1], gradient, rest1, rest2, pace[0], epsilon)
}

// adamPlain updates one value after the other.
func adamPlain(w, m, v, g []float32, rest1, rest2, pace, epsilon float32) {
	m, v, g = m[:len(w)], v[:len(w)], g[:len(w)]
	for i := range w {
		m[i] += (g[i] - m[i]) * rest1
		v[i] += (g[i]*g[i] - v[i]) * rest2
		w[i] -= m[i] * pace / (hostRoot(v[i]) + epsilon)
	}
}

// amsgradPlain is adamPlain with the largest v so far.
func amsgradPlain(w, m, v, most, g []float32, rest1, rest2, pace, epsilon float32) {
	for i := range w {
		m[i] += (g[i] - m[i]) * rest1
		v[i] += (g[i]*g[i] - v[i]) * rest2
		most[i] = max(most[i], v[i])
		w[i] -= m[i] * pace / (hostRoot(most[i]) + epsilon)
	}
}

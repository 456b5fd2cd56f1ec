package exec

import (
	"math"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	optimizers[spec.Nadam] = func(o spec.Object) optimizer {
		return &nadam{o.Param("beta_1"), o.Param("beta_2"), o.Param("epsilon")}
	}
}

// nadam is Adam with Nesterov's momentum, whose share uₜ = β₁·(1 - 0.96ᵗ/2) grows
// from step to step. Means are made up for by the product of all shares so far,
// which Keras keeps in a variable and which here follows from the step.
//
// Source: Keras 3, keras/src/optimizers/nadam.py.
type nadam struct{ beta1, beta2, epsilon float64 }

const (
	nadamDecay = 0.96
	growth     = 512 // the step from which 0.96ᵗ is too small to count in float32
)

func (*nadam) slots() []float32 { return []float32{0, 0} }

// pace has the factors of m and g in the step, and that of v.
func (n *nadam) pace(rate, step *Node) []*Node {
	next := graph.AddScalar(step, 1)
	one := graph.OnesLike(rate)
	return []*Node{
		graph.Mul(rate, graph.Div(n.share(next), n.warmth(next))),
		graph.Mul(rate, graph.Div(graph.Sub(one, n.share(step)), n.warmth(step))),
		graph.Div(one, warmth(n.beta2, step)),
	}
}

// share is uₜ.
func (n *nadam) share(step *Node) *Node {
	return graph.MulScalar(graph.AddScalar(warmth(nadamDecay, step), 1), n.beta1/2)
}

// warmth is 1 - u₁·…·uₜ.
func (n *nadam) warmth(step *Node) *Node {
	g, t := step.Graph(), graph.ConvertDType(step, dtypes.Float32)
	place := graph.AddScalar(graph.Iota(g, shapes.Make(dtypes.Float32, growth), 0), 1)
	powers := graph.Exp(graph.MulScalar(place, math.Log(nadamDecay)))
	logs := graph.Log1p(graph.MulScalar(powers, -0.5))
	past := graph.ReduceAllSum(graph.Where(graph.LessOrEqual(place, t), logs, graph.ZerosLike(logs)))
	return graph.Neg(graph.Expm1(graph.Add(past, graph.MulScalar(t, math.Log(n.beta1)))))
}

func (n *nadam) update(pace []*Node, weight, gradient *Node, slots []*Node) (*Node, []*Node) {
	m := toward(slots[0], gradient, 1-n.beta1)
	v := toward(slots[1], graph.Square(gradient), 1-n.beta2)
	ahead := graph.Add(graph.Mul(m, pace[0]), graph.Mul(gradient, pace[1]))
	move := graph.Div(ahead, graph.AddScalar(graph.Sqrt(graph.Mul(v, pace[2])), n.epsilon))
	return graph.Sub(weight, move), []*Node{m, v}
}

func (n *nadam) hostPace(rate float64, step int64) []float32 {
	share := func(t int64) float64 { return n.beta1 * (1 - math.Pow(nadamDecay, float64(t))/2) }
	product := math.Pow(n.beta1, float64(step))
	for t := int64(1); t <= min(step, growth); t++ {
		product *= share(t) / n.beta1
	}
	if n.beta1 == 0 {
		product = 0
	}
	next := share(step + 1)
	return []float32{
		float32(rate * next / (1 - product*next)),
		float32(rate * (1 - share(step)) / (1 - product)),
		float32(1 / hostWarmth(n.beta2, step)),
	}
}

func (n *nadam) hostUpdate(pace []float32, weight, gradient []float32, slots [][]float32) {
	m, v := slots[0], slots[1]
	rest1, rest2, epsilon := float32(1-n.beta1), float32(1-n.beta2), float32(n.epsilon)
	for i, g := range gradient {
		m[i] += (g - m[i]) * rest1
		v[i] += (g*g - v[i]) * rest2
		weight[i] -= (m[i]*pace[0] + g*pace[1]) / (hostRoot(v[i]*pace[2]) + epsilon)
	}
}

package exec

import (
	"fmt"
	"math"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// Gradients at corners are Keras': relu has 0 at 0, elu and leaky relu have the
// upper branch's or their own slope there as noted.
//
// Source: Keras 3, keras/src/activations/activations.py on JAX.
var activations = map[string]func(o spec.Object, x *Node) *Node{
	spec.Linear:    func(_ spec.Object, x *Node) *Node { return x },
	spec.ReLU:      func(_ spec.Object, x *Node) *Node { return relu(x) },
	spec.Sigmoid:   func(_ spec.Object, x *Node) *Node { return graph.Sigmoid(x) },
	spec.Tanh:      func(_ spec.Object, x *Node) *Node { return graph.Tanh(x) },
	spec.Softmax:   func(_ spec.Object, x *Node) *Node { return softmax(x) },
	spec.ELU:       func(o spec.Object, x *Node) *Node { return elu(x, o.Param("alpha")) },
	spec.SELU:      func(_ spec.Object, x *Node) *Node { return selu(x) },
	spec.GELU:      func(o spec.Object, x *Node) *Node { return gelu(x, o.Param("approximate") != 0) },
	spec.LeakyReLU: func(o spec.Object, x *Node) *Node { return leakyReLU(x, o.Param("negative_slope")) },
}

// activate applies an activation, and remembers what a softmax was made from
// for the loss.
func (s *scope) activate(o spec.Object, x *Node) *Node {
	build, ok := activations[o.Class]
	if !ok {
		panic(fmt.Sprintf("unknown activation %q", o.Class))
	}
	y := build(o, x)
	if o.Class == spec.Softmax {
		s.logits[y] = x
	}
	return y
}

func relu(x *Node) *Node {
	return graph.Where(graph.GreaterThan(x, number(x, 0)), x, graph.ZerosLike(x))
}

func leakyReLU(x *Node, slope float64) *Node {
	return graph.Where(graph.GreaterOrEqual(x, number(x, 0)), x, graph.MulScalar(x, slope))
}

// elu is x, or alpha·(eˣ-1) up to zero, with slope alpha at zero.
func elu(x *Node, alpha float64) *Node {
	positive := graph.GreaterThan(x, number(x, 0))
	// The unused branch must not overflow, or its gradient is not a number.
	below := graph.Where(positive, graph.ZerosLike(x), x)
	return graph.Where(positive, x, graph.MulScalar(graph.AddScalar(graph.Exp(below), -1.0), alpha))
}

func selu(x *Node) *Node {
	const alpha, scale = 1.6732632423543772848, 1.0507009873554804934
	return graph.MulScalar(elu(x, alpha), scale)
}

// gelu is x·Φ(x), Φ the normal distribution's, or its approximation by tanh.
func gelu(x *Node, approximate bool) *Node {
	var twice *Node
	if approximate {
		cubed := graph.MulScalar(graph.Mul(x, graph.Square(x)), 0.044715)
		twice = graph.Tanh(graph.MulScalar(graph.Add(x, cubed), math.Sqrt(2/math.Pi)))
	} else {
		twice = graph.Erf(graph.MulScalar(x, math.Sqrt(0.5)))
	}
	return graph.MulScalar(graph.Mul(x, graph.AddScalar(twice, 1.0)), 0.5)
}

// softmax is over the last axis.
func softmax(x *Node) *Node {
	e := graph.Exp(graph.Sub(x, peak(x)))
	return graph.Div(e, graph.ReduceAndKeep(e, graph.ReduceSum, -1))
}

// peak is each row's maximum, as a constant to its gradient.
func peak(x *Node) *Node {
	return graph.StopGradient(graph.ReduceAndKeep(x, graph.ReduceMax, -1))
}

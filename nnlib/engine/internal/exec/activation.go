package exec

import (
	"fmt"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// activations compute x's function, with Keras' slopes at corners.
//
// Source: Keras 3, keras/src/activations/activations.py on JAX.
var activations = map[string]func(o spec.Object, x *Node) *Node{
	spec.Linear:        func(_ spec.Object, x *Node) *Node { return x },
	spec.ReLU:          func(_ spec.Object, x *Node) *Node { return relu(x) },
	spec.ReLU6:         func(_ spec.Object, x *Node) *Node { return relu6(x) },
	spec.LeakyReLU:     func(o spec.Object, x *Node) *Node { return leakyReLU(x, o.Param("negative_slope")) },
	spec.ELU:           func(o spec.Object, x *Node) *Node { return elu(x, o.Param("alpha")) },
	spec.CELU:          func(o spec.Object, x *Node) *Node { return celu(x, o.Param("alpha")) },
	spec.SELU:          func(_ spec.Object, x *Node) *Node { return selu(x) },
	spec.Sigmoid:       func(_ spec.Object, x *Node) *Node { return graph.Sigmoid(x) },
	spec.LogSigmoid:    func(_ spec.Object, x *Node) *Node { return graph.Neg(softplus(graph.Neg(x))) },
	spec.HardSigmoid:   func(_ spec.Object, x *Node) *Node { return hardSigmoid(x) },
	spec.SparseSigmoid: func(_ spec.Object, x *Node) *Node { return sparseSigmoid(x) },
	spec.Tanh:          func(_ spec.Object, x *Node) *Node { return graph.Tanh(x) },
	spec.HardTanh:      func(_ spec.Object, x *Node) *Node { return within(x, -1, 1) },
	spec.TanhShrink:    func(_ spec.Object, x *Node) *Node { return graph.Sub(x, graph.Tanh(x)) },
	spec.SoftShrink:    func(o spec.Object, x *Node) *Node { return softShrink(x, o.Param("threshold")) },
	spec.HardShrink:    func(o spec.Object, x *Node) *Node { return hardShrink(x, o.Param("threshold")) },
	spec.Threshold:     func(o spec.Object, x *Node) *Node { return above(x, o.Param("threshold"), o.Param("default_value")) },
	spec.SiLU:          func(_ spec.Object, x *Node) *Node { return graph.Mul(x, graph.Sigmoid(x)) },
	spec.HardSiLU:      func(_ spec.Object, x *Node) *Node { return graph.Mul(x, hardSigmoid(x)) },
	spec.GELU:          func(o spec.Object, x *Node) *Node { return gelu(x, o.Param("approximate") != 0) },
	spec.Mish:          func(_ spec.Object, x *Node) *Node { return graph.Mul(x, graph.Tanh(softplus(x))) },
	spec.Exponential:   func(_ spec.Object, x *Node) *Node { return graph.Exp(x) },
	spec.Softplus:      func(_ spec.Object, x *Node) *Node { return softplus(x) },
	spec.Softsign:      func(_ spec.Object, x *Node) *Node { return softsign(x) },
	spec.SparsePlus:    func(_ spec.Object, x *Node) *Node { return sparsePlus(x) },
	spec.Squareplus:    func(o spec.Object, x *Node) *Node { return squareplus(x, o.Param("b")) },
	spec.Softmax:       func(_ spec.Object, x *Node) *Node { return softmax(x) },
	spec.LogSoftmax:    func(_ spec.Object, x *Node) *Node { return logSoftmax(x, func(x *Node) *Node { return x }) },
	spec.Sparsemax:     func(_ spec.Object, x *Node) *Node { return sparsemax(x) },
	spec.GLU:           func(_ spec.Object, x *Node) *Node { return glu(x) },
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

package exec

import (
	"math"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { losses[spec.SparseCategoricalCrossentropy] = sparseCategoricalCrossentropy }

// sparseCategoricalCrossentropy is -log of the target class's probability, which
// Keras holds between 1e-7 and 1-1e-7. Where the model ends in a softmax, it is
// computed from what that was made from, which is as exact for small
// probabilities as for large ones.
//
// Source: Keras 3, keras/src/backend/jax/nn.py.
func sparseCategoricalCrossentropy(o spec.Object, out outcome) *Node {
	const epsilon = 1e-7
	p := out.prediction
	target := graph.OneHot(classes(out), p.Shape().Dimensions[1], dtypes.Float32)
	pick := func(x *Node) *Node { return graph.ReduceSum(graph.Mul(x, target), -1) }
	switch {
	case o.Param("from_logits") != 0:
		return graph.Neg(logProbability(p, pick))
	case out.logits != nil:
		return graph.Neg(within(logProbability(out.logits, pick), math.Log(epsilon), math.Log1p(-epsilon)))
	}
	share := graph.Div(pick(p), graph.ReduceSum(p, -1))
	return graph.Neg(graph.Log(within(share, epsilon, 1-epsilon)))
}

// logProbability is the logarithm of the softmax, at the target.
func logProbability(logits *Node, pick func(*Node) *Node) *Node {
	shifted := graph.Sub(logits, peak(logits))
	return graph.Sub(pick(shifted), graph.Log(graph.ReduceSum(graph.Exp(shifted), -1)))
}

// within clips; what is clipped has no gradient.
func within(x *Node, low, high float64) *Node {
	bound := func(value float64) *Node { return graph.AddScalar(graph.ZerosLike(x), value) }
	x = graph.Where(graph.LessThan(x, number(x, low)), bound(low), x)
	return graph.Where(graph.GreaterThan(x, number(x, high)), bound(high), x)
}

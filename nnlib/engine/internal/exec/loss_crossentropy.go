package exec

import (
	"math"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	losses[spec.SparseCategoricalCrossentropy] = sparseCategoricalCrossentropy
	losses[spec.CategoricalCrossentropy] = categoricalCrossentropy
	metrics[spec.SparseCategoricalCrossentropy] = perRow(sparseCategoricalCrossentropy)
	metrics[spec.CategoricalCrossentropy] = perRow(categoricalCrossentropy)
}

// sparseCategoricalCrossentropy is -log of the target class's probability.
func sparseCategoricalCrossentropy(o spec.Object, out outcome) *Node {
	p := out.prediction.Shape()
	target := graph.OneHot(classes(out), p.Dimensions[p.Rank()-1], dtypes.Float32)
	pick := func(x *Node) *Node { return graph.ReduceSum(graph.Mul(x, target), -1) }
	return graph.Neg(rowMean(logProbability(o, out, pick)))
}

// categoricalCrossentropy is the same for targets that are probabilities too.
func categoricalCrossentropy(o spec.Object, out outcome) *Node {
	p := out.prediction.Shape()
	y := smoothed(o, aligned(out), 1/float64(p.Dimensions[p.Rank()-1]))
	all := func(x *Node) *Node { return x }
	return graph.Neg(rowMean(graph.ReduceSum(graph.Mul(y, logProbability(o, out, all)), -1)))
}

// logProbability is the logarithm of what pick takes of the probabilities, which
// Keras holds between 1e-7 and 1-1e-7. Where the model ends in a softmax, it is
// computed from what that was made from, which is as exact for small
// probabilities as for large ones.
//
// Source: Keras 3, keras/src/backend/jax/nn.py.
func logProbability(o spec.Object, out outcome, pick func(*Node) *Node) *Node {
	p := out.prediction
	switch {
	case o.Param("from_logits") != 0:
		return logSoftmax(p, pick)
	case out.logits != nil:
		return within(logSoftmax(out.logits, pick), math.Log(epsilon), math.Log1p(-epsilon))
	}
	share := pick(graph.Div(p, graph.ReduceAndKeep(p, graph.ReduceSum, -1)))
	return graph.Log(within(share, epsilon, 1-epsilon))
}

func logSoftmax(logits *Node, pick func(*Node) *Node) *Node {
	shifted := graph.Sub(logits, peak(logits))
	return pick(graph.Sub(shifted, graph.Log(graph.ReduceAndKeep(graph.Exp(shifted), graph.ReduceSum, -1))))
}

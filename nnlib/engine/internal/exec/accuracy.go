package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	for class, f := range map[string]measure{
		spec.Accuracy:       accuracy,
		spec.BinaryAccuracy: func(o spec.Object, out outcome) *Node { return binaryAccuracy(out, o.Param("threshold")) },
		spec.CategoricalAccuracy: func(_ spec.Object, out outcome) *Node {
			return categoricalAccuracy(out)
		},
		spec.SparseCategoricalAccuracy: func(_ spec.Object, out outcome) *Node { return sparseAccuracy(out) },
		spec.TopKCategoricalAccuracy: func(o spec.Object, out outcome) *Node {
			return rowMean(among(out.prediction, first(aligned(out)), o.Param("k")))
		},
		spec.SparseTopKCategoricalAccuracy: func(o spec.Object, out outcome) *Node {
			return rowMean(among(out.prediction, classes(out), o.Param("k")))
		},
	} {
		metrics[class] = perRow(f)
	}
}

// accuracy is the share of right predictions, of the kind that the output's
// and the targets' shapes suggest.
//
// Source: Keras 3, keras/src/metrics/accuracy_metrics.py.
func accuracy(_ spec.Object, out outcome) *Node {
	p := out.prediction
	switch {
	case p.Rank() == 1 || p.Shape().Dimensions[p.Rank()-1] == 1:
		return binaryAccuracy(out, 0.5)
	case out.targets.Shape().Size() == p.Shape().Size():
		return categoricalAccuracy(out)
	}
	return sparseAccuracy(out)
}

// binaryAccuracy counts an output as right that is above the threshold for 1,
// and not for 0.
func binaryAccuracy(out outcome, threshold float64) *Node {
	p := out.prediction
	yes := graph.ConvertDType(graph.GreaterThan(p, number(p, threshold)), dtypes.Float32)
	return rowMean(same(yes, aligned(out)))
}

// categoricalAccuracy counts a row as right whose largest output is where its
// largest target is.
func categoricalAccuracy(out outcome) *Node {
	return rowMean(same(first(out.prediction), first(aligned(out))))
}

// sparseAccuracy is the same where targets are class numbers.
func sparseAccuracy(out outcome) *Node { return rowMean(same(first(out.prediction), classes(out))) }

// first is the place of the last axis' maximum, the first of equals.
func first(x *Node) *Node { return graph.ArgMax(x, -1, dtypes.Int32) }

// among is 1 where fewer than k classes have a larger output than the right one.
func among(p, class *Node, k float64) *Node {
	right := graph.OneHot(class, p.Shape().Dimensions[p.Rank()-1], dtypes.Float32)
	chosen := graph.ReduceAndKeep(graph.Mul(p, right), graph.ReduceSum, -1)
	above := graph.ReduceSum(graph.ConvertDType(graph.GreaterThan(p, chosen), dtypes.Float32), -1)
	return graph.ConvertDType(graph.LessThan(above, number(p, k)), dtypes.Float32)
}

// same is 1 where two are equal.
func same(a, b *Node) *Node { return graph.ConvertDType(graph.Equal(a, b), dtypes.Float32) }

package exec

import (
	"math"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func init() {
	metrics[spec.TruePositives] = quadrant(true, true)
	metrics[spec.TrueNegatives] = quadrant(false, false)
	metrics[spec.FalsePositives] = quadrant(true, false)
	metrics[spec.FalseNegatives] = quadrant(false, true)
	metrics[spec.Precision] = rightOf(true, false)
	metrics[spec.Recall] = rightOf(false, true)
	fits[spec.Precision], fits[spec.Recall] = fitsChoice, fitsChoice
}

// verdicts are answers to yes-or-no questions and the truth, [batch, n] of 0 and 1.
type verdicts struct{ said, truth *Node }

// count adds up the weights of the answers of one kind.
func (v verdicts) count(weight *Node, said, truth bool) *Node {
	return weighted(weight, graph.Mul(ifNot(v.said, said), ifNot(v.truth, truth)))
}

// weighted is Σ weight · x, where rows [batch, …] weigh [batch].
func weighted(weight, x *Node) *Node {
	return graph.ReduceAllSum(graph.Mul(weight, graph.ReduceSum(byRow(x), -1)))
}

// ifNot turns 0 and 1 around unless they are wanted as they are.
func ifNot(x *Node, asItIs bool) *Node {
	if asItIs {
		return x
	}
	return graph.OneMinus(x)
}

// byRow makes [batch, n] of [batch, …].
func byRow(x *Node) *Node { return graph.Reshape(x, x.Shape().Dimensions[0], -1) }

// judge takes outputs above a threshold for a yes, and targets other than 0.
func judge(out outcome, threshold float64) verdicts {
	y, p := aligned(out), out.prediction
	return verdicts{truth(graph.GreaterThan(p, number(p, threshold))), truth(graph.NotEqual(y, number(y, 0)))}
}

func truth(x *Node) *Node { return graph.ConvertDType(x, dtypes.Float32) }

// quadrant counts the answers of one kind.
func quadrant(said, truth bool) metric {
	return metric{
		width: func(spec.Object, spec.Shape) int { return 1 },
		sums: func(o spec.Object, out outcome, weight *Node) *Node {
			return graph.Reshape(judge(out, o.Param("threshold")).count(weight, said, truth), 1)
		},
		result: func(_ spec.Object, sums []float64) float64 { return sums[0] },
	}
}

// rightOf is the share of the true positives among these and one kind of mistakes.
func rightOf(said, truth bool) metric {
	return metric{
		width: func(spec.Object, spec.Shape) int { return 2 },
		sums: func(o spec.Object, out outcome, weight *Node) *Node {
			v := chosen(o, out)
			return graph.Stack([]*Node{v.count(weight, true, true), v.count(weight, said, truth)}, 0)
		},
		result: func(_ spec.Object, sums []float64) float64 { return share(sums[0], sums[1]) },
	}
}

// share is a's part of a and b, 0 of nothing.
func share(a, b float64) float64 { return quotient(a, a+b) }

// quotient is a / b, and 0 where b is.
func quotient(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// chosen judges one class or all, by the k largest outputs of each row if need be.
func chosen(o spec.Object, out outcome) verdicts {
	v := judge(out, o.Param("threshold"))
	if k := int(o.Param("top_k")); k != spec.NoTopK {
		v.said = graph.Mul(v.said, foremost(out.prediction, k))
	}
	return verdicts{class(o, v.said), class(o, v.truth)}
}

// foremost is 1 for the k largest of the last axis, the first of equals. GoMLX'
// TopKMask sorts, which XLA refuses within a loop.
func foremost(x *Node, k int) *Node {
	last := x.Shape().Dim(-1)
	chosen := graph.ZerosLike(x)
	for range min(k, last) {
		largest := graph.OneHot(first(x), last, dtypes.Float32)
		chosen = graph.Add(chosen, largest)
		x = graph.Where(graph.GreaterThan(largest, number(x, 0)), constant(x, math.Inf(-1)), x)
	}
	return chosen
}

// class picks one class, if one is set.
func class(o spec.Object, x *Node) *Node {
	id := int(o.Param("class_id"))
	if id == spec.NoClass {
		return x
	}
	axes := make([]graph.SliceAxisSpec, x.Rank())
	for i := range axes {
		axes[i] = graph.AxisRange()
	}
	axes[x.Rank()-1] = graph.AxisElem(id)
	return graph.Slice(x, axes...)
}

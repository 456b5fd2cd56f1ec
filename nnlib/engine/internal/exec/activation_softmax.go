package exec

import "github.com/gomlx/gomlx/core/graph"

// Activations over an axis.

// softmax is over the last axis.
func softmax(x *Node) *Node { return softmaxOver(x, -1) }

func softmaxOver(x *Node, axis int) *Node {
	e := graph.Exp(graph.Sub(x, peakOver(x, axis)))
	return graph.Div(e, graph.ReduceAndKeep(e, graph.ReduceSum, axis))
}

// peak is each row's maximum, as a constant to its gradient.
func peak(x *Node) *Node { return peakOver(x, -1) }

func peakOver(x *Node, axis int) *Node {
	return graph.StopGradient(graph.ReduceAndKeep(x, graph.ReduceMax, axis))
}

// sparsemax takes off the last axis' values what makes those above 0 add up to 1,
// and cuts off what is below. A value counts if the n that are no smaller sum up to
// less than n times itself, plus 1. (Keras 3.15 sums up what are sums already, so
// that its values do not add up to 1.)
//
// Source: Martins and Astudillo, https://arxiv.org/abs/1602.02068.
func sparsemax(x *Node) *Node {
	size := append([]int{}, x.Shape().Dimensions...)
	size = append(size, size[len(size)-1])
	other := graph.BroadcastToDims(graph.InsertAxes(x, -2), size...) // along the last axis
	own := graph.BroadcastToDims(graph.InsertAxes(x, -1), size...)
	noSmaller := asNumbers(graph.GreaterOrEqual(other, own))
	sum := graph.ReduceSum(graph.Mul(noSmaller, other), -1)
	count := graph.ReduceSum(noSmaller, -1)
	support := graph.StopGradient(asNumbers(graph.GreaterThan(graph.AddScalar(graph.Mul(count, x), 1), sum)))
	rest := graph.AddScalar(graph.ReduceAndKeep(graph.Mul(support, x), graph.ReduceSum, -1), -1)
	return positive(graph.Sub(x, graph.Div(rest, graph.ReduceAndKeep(support, graph.ReduceSum, -1))))
}

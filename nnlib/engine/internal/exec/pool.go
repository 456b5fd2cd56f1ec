package exec

import (
	"math"
	"slices"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(_ *scope, c *spec.MaxPooling1D, in []*Node) *Node { return maxPool(&c.Pool, in[0]) })
	registerLayer(func(_ *scope, c *spec.MaxPooling2D, in []*Node) *Node { return maxPool(&c.Pool, in[0]) })
	registerLayer(func(_ *scope, c *spec.AveragePooling1D, in []*Node) *Node { return averagePool(&c.Pool, in[0]) })
	registerLayer(func(_ *scope, c *spec.AveragePooling2D, in []*Node) *Node { return averagePool(&c.Pool, in[0]) })
}

// maxPool is the largest of what a window sees. What lies outside is no value.
func maxPool(config *spec.Pool, x *Node) *Node {
	spans := spans(config.Window(), x)
	return pooled(padded(x, spans, math.Inf(-1)), spans, largestOf)
}

// pooled pools along one axis after the other, which is less than to look at each
// of a window's elements. The last axis is first, so that of equal values the first
// in the order of rows is found.
func pooled(x *Node, spans []spec.Span, pool func(nodes []*Node) *Node) *Node {
	for axis := len(spans) - 1; axis >= 0; axis-- {
		along := make([]spec.Span, len(spans))
		for i := range along {
			along[i] = spec.Span{Size: 1, Stride: 1, Dilation: 1, Places: x.Shape().Dimensions[i+1]}
		}
		along[axis] = spans[axis]
		x = pool(looks(x, along, fromStart(along)))
	}
	return x
}

// largestOf is the maximum of several nodes. Of equal ones the first gets the whole
// gradient, as on JAX; a value that is not a number stays one.
func largestOf(nodes []*Node) *Node {
	most := nodes[0]
	for _, next := range nodes[1:] {
		stays := graph.LogicalOr(graph.GreaterOrEqual(most, next), graph.NotEqual(most, most))
		most = graph.Where(stays, most, next)
	}
	return most
}

// averagePool is the mean of what a window sees, the padding left out.
func averagePool(config *spec.Pool, x *Node) *Node {
	spans := spans(config.Window(), x)
	mean := pooled(padded(x, spans, 0), spans, sumOf)
	for i, s := range spans {
		shape := slices.Repeat([]int{1}, x.Rank())
		shape[i+1] = s.Places
		counts := graph.Const(x.Graph(), valuesInside(s, x.Shape().Dimensions[i+1]))
		mean = graph.Div(mean, graph.Reshape(counts, shape...))
	}
	return mean
}

// valuesInside counts at each place how many of the window's values are not padding.
func valuesInside(s spec.Span, size int) []float32 {
	counts := make([]float32, s.Places)
	for place := range counts {
		for element := range s.Size {
			if at := place*s.Stride + element*s.Dilation - s.Before; at >= 0 && at < size {
				counts[place]++
			}
		}
	}
	return counts
}

// sumOf adds nodes up.
func sumOf(nodes []*Node) *Node {
	sum := nodes[0]
	for _, next := range nodes[1:] {
		sum = graph.Add(sum, next)
	}
	return sum
}

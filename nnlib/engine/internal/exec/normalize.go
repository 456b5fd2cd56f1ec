package exec

import (
	"slices"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// Tools of the layers that normalize.

// ownAxes turns axes that may count from the end into those of x, sorted.
func ownAxes(x *Node, axes ...int) []int {
	var own []int
	for _, axis := range axes {
		own = append(own, (axis+x.Rank())%x.Rank())
	}
	return slices.Sorted(slices.Values(own))
}

// otherAxes are all of x' axes but some.
func otherAxes(x *Node, axes []int) []int {
	var others []int
	for axis := range x.Rank() {
		if !slices.Contains(axes, axis) {
			others = append(others, axis)
		}
	}
	return others
}

// along lays a weight out along some of x' axes.
func along(x, weight *Node, axes []int) *Node {
	dims := slices.Repeat([]int{1}, x.Rank())
	for _, axis := range axes {
		dims[axis] = x.Shape().Dimensions[axis]
	}
	return graph.Reshape(weight, dims...)
}

// moments are mean and variance along some axes, which stay with size 1.
func moments(x *Node, axes []int) (mean, variance *Node) {
	mean = graph.ReduceAndKeep(x, graph.ReduceMean, axes...)
	return mean, graph.ReduceAndKeep(graph.Square(graph.Sub(x, mean)), graph.ReduceMean, axes...)
}

// standardized is (x - mean) / √(variance + ε).
func standardized(x, mean, variance *Node, epsilon float64) *Node {
	return graph.Div(graph.Sub(x, mean), root(variance, epsilon))
}

// affine multiplies by gamma and adds beta, the layer's first weights, along some axes.
func (s *scope) affine(config *spec.Affine, y *Node, axes []int) *Node {
	weights := s.weights
	if config.Scale {
		y = graph.Mul(y, along(y, weights[0], axes))
		weights = weights[1:]
	}
	if config.Center {
		y = graph.Add(y, along(y, weights[0], axes))
	}
	return y
}

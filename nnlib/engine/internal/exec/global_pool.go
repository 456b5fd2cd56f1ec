package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(_ *scope, c *spec.GlobalMaxPooling1D, in []*Node) *Node { return globalMax(c.GlobalPool, in[0]) })
	registerLayer(func(_ *scope, c *spec.GlobalMaxPooling2D, in []*Node) *Node { return globalMax(c.GlobalPool, in[0]) })
	registerLayer(func(s *scope, c *spec.GlobalAveragePooling1D, in []*Node) *Node {
		if mask := s.stepsMask(); mask != nil {
			return meanSeen(c.GlobalPool, in[0], mask)
		}
		return globally(c.GlobalPool, in[0], graph.ReduceMean)
	})
	registerLayer(func(_ *scope, c *spec.GlobalAveragePooling2D, in []*Node) *Node {
		return globally(c.GlobalPool, in[0], graph.ReduceMean)
	})
}

// globally reduces the axes between the batch's and the channels'.
func globally(config spec.GlobalPool, x *Node, reduce func(x *Node, axes ...int) *Node) *Node {
	var axes []int
	for axis := 1; axis < x.Rank()-1; axis++ {
		axes = append(axes, axis)
	}
	if config.KeepDims {
		return graph.ReduceAndKeep(x, reduce, axes...)
	}
	return reduce(x, axes...)
}

// globalMax shares the gradient among equal values, as JAX does.
func globalMax(config spec.GlobalPool, x *Node) *Node {
	return globally(config, x, func(x *Node, axes ...int) *Node {
		return graph.ReduceMax(graph.IdentityWithCustomGradient(x, func(x, v *Node) *Node {
			most := graph.ReduceAndKeep(x, graph.ReduceMax, axes...)
			ties := graph.ConvertDType(graph.Equal(x, graph.BroadcastToShape(most, x.Shape())), x.DType())
			return graph.Div(v, graph.ReduceAndKeep(ties, graph.ReduceSum, axes...))
		}), axes...)
	})
}

// meanSeen is the mean over the steps that a mask shows; 0, and not Keras' NaN, where
// it shows none, as in a row that a short batch lacks.
func meanSeen(config spec.GlobalPool, x, mask *Node) *Node {
	mask = graph.InsertAxes(mask, -1)
	seen := graph.Where(graph.BroadcastToDims(mask, x.Shape().Dimensions...), x, graph.ZerosLike(x))
	count := globally(config, asNumbers(mask), graph.ReduceSum)
	return graph.Div(globally(config, seen, graph.ReduceSum), graph.MaxScalar(count, 1))
}

package exec

import (
	"fmt"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// regularizers compute what a weight, or a layer's output, adds to the loss.
//
// Source: Keras 3, keras/src/regularizers/regularizers.py.
var regularizers = map[string]func(o spec.Object, x *Node) *Node{
	spec.L1: func(o spec.Object, x *Node) *Node { return l1(x, o.Param("l1")) },
	spec.L2: func(o spec.Object, x *Node) *Node { return l2(x, o.Param("l2")) },
	spec.L1L2: func(o spec.Object, x *Node) *Node {
		return graph.Add(l1(x, o.Param("l1")), l2(x, o.Param("l2")))
	},
	spec.OrthogonalRegularizer: orthogonality,
}

func l1(x *Node, factor float64) *Node {
	return graph.MulScalar(graph.ReduceAllSum(graph.Abs(x)), factor)
}

func l2(x *Node, factor float64) *Node {
	return graph.MulScalar(graph.ReduceAllSum(graph.Square(x)), factor)
}

// orthogonality is the mean of how far two rows, or two columns, are from being at
// right angles: the cosine's magnitude.
func orthogonality(o spec.Object, x *Node) *Node {
	compared := 0
	if o.Param("columns") != 0 {
		compared = 1
	}
	if x.Rank() != 2 || x.Shape().Dimensions[compared] < 2 {
		panic(&fault.Error{
			Who:      spec.OrthogonalRegularizer,
			Expected: "a weight of several rows and columns",
			Got:      fmt.Sprintf("one of shape %v", x.Shape().Dimensions),
			Fix:      "nnlib.KernelRegularizer(nnlib.OrthogonalRegularizer(0.01)) of a Dense layer",
		})
	}
	if compared == 1 {
		x = graph.Transpose(x, 0, 1)
	}
	x = unit(x, []int{1}, 1e-7)
	cosines := graph.DotGeneral(x, []int{1}, nil, x, []int{1}, nil)
	n := x.Shape().Dimensions[0]
	square := shapes.Make(dtypes.Int32, n, n)
	other := asNumbers(graph.NotEqual(graph.Iota(x.Graph(), square, 0), graph.Iota(x.Graph(), square, 1)))
	pairs := float64(n) * float64(n-1) / 2
	return graph.MulScalar(graph.ReduceAllSum(graph.Abs(graph.Mul(cosines, other))), 0.5*o.Param("factor")/pairs)
}

// unit divides by the norm over some axes, or by epsilon where that is more. The
// slope there is 1/epsilon (Keras' is not a number).
func unit(x *Node, axes []int, epsilon float64) *Node {
	square := graph.ReduceAndKeep(graph.Square(x), graph.ReduceSum, axes...)
	tiny := graph.LessThan(square, number(x, epsilon*epsilon))
	norm := graph.Sqrt(graph.Where(tiny, graph.OnesLike(square), square)) // the root of 0 has no slope
	return graph.Div(x, graph.Where(tiny, constant(norm, epsilon), norm))
}

// regularize is a regularizer's penalty.
func regularize(o spec.Object, x *Node) *Node {
	build, ok := regularizers[o.Class]
	if !ok {
		panic(fmt.Sprintf("unknown regularizer %q", o.Class))
	}
	return build(o, x)
}

// penalizeWeights adds what the trainable weights' regularizers say to the loss.
func (n *network) penalizeWeights() {
	for layer, weights := range n.model.Weights() {
		for i, w := range weights {
			if w.Regularizer != nil && w.Trainable {
				n.penalties = append(n.penalties, regularize(*w.Regularizer, n.weights[layer][i]))
			}
		}
	}
}

// penalizeOutput adds a layer's activity regularizer's penalty, a mean over the rows.
func (s *scope) penalizeOutput(config spec.Config, y *Node) {
	c, ok := config.(interface{ Activity() *spec.Object })
	if !ok || c.Activity() == nil {
		return
	}
	rows := float64(y.Shape().Dimensions[0])
	if s.present == nil {
		s.penalize(graph.DivScalar(regularize(*c.Activity(), y), rows))
		return
	}
	sum := regularize(*c.Activity(), graph.Mul(y, s.presence(y.Rank())))
	s.penalize(graph.Div(sum, graph.ReduceAllSum(s.present)))
}

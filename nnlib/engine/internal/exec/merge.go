package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// merges join two inputs; more are joined one after the other.
//
// Source: Keras 3, keras/src/layers/merging.
var merges = map[string]func(a, b *Node) *Node{
	spec.Add:      graph.Add,
	spec.Subtract: graph.Sub,
	spec.Multiply: graph.Mul,
	spec.Average:  graph.Add, // and divided at the end
	spec.Maximum:  func(a, b *Node) *Node { return extreme(a, b, graph.GreaterThan(a, b)) },
	spec.Minimum:  func(a, b *Node) *Node { return extreme(a, b, graph.LessThan(a, b)) },
}

func init() {
	for class, join := range merges {
		layers[class] = func(_ *scope, _ spec.Config, inputs []*Node) *Node {
			inputs = sameShape(inputs)
			y := inputs[0]
			for _, x := range inputs[1:] {
				y = join(y, x)
			}
			if class == spec.Average {
				y = graph.MulScalar(y, 1/float64(len(inputs)))
			}
			return y
		}
	}
}

// sameShape gives inputs the same number of axes, new ones behind the batch, and
// repeats what has the size 1.
func sameShape(inputs []*Node) []*Node {
	rank := 0
	for _, x := range inputs {
		rank = max(rank, x.Rank())
	}
	dims := make([]int, rank)
	same := make([]*Node, len(inputs))
	for i, x := range inputs {
		for x.Rank() < rank {
			x = graph.InsertAxes(x, 1)
		}
		for j, n := range x.Shape().Dimensions {
			dims[j] = max(dims[j], n)
		}
		same[i] = x
	}
	for i, x := range same {
		same[i] = graph.BroadcastToDims(x, dims...)
	}
	return same
}

// extreme is a where it is the more extreme, else b; equals share the gradient.
func extreme(a, b, wins *Node) *Node {
	mean := graph.MulScalar(graph.Add(a, b), 0.5)
	return graph.Where(wins, a, graph.Where(graph.Equal(a, b), mean, b))
}

package exec

import (
	"slices"

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
		layers[class] = func(s *scope, _ spec.Config, inputs []*Node) *Node {
			xs := sameShape(inputs)
			seen := s.seen(inputs, xs[0].Shape().Dimensions)
			switch class {
			case spec.Multiply:
				return productOf(xs, seen)
			case spec.Maximum, spec.Minimum:
				return mostOf(xs, seen, join)
			}
			y := xs[0]
			for _, x := range xs[1:] {
				y = join(y, x)
			}
			if class == spec.Average {
				y = graph.MulScalar(y, 1/float64(len(xs)))
			}
			return y
		}
	}
}

// seen tells which values of each input its mask shows, in the output's shape; nil
// for those without a mask.
func (s *scope) seen(inputs []*Node, dims []int) []*Node {
	seen := make([]*Node, len(inputs))
	for i, x := range inputs {
		if mask := s.inputMask(i); mask != nil {
			mask = trailing(mask, x.Rank())
			for mask.Rank() < len(dims) {
				mask = graph.InsertAxes(mask, 1)
			}
			seen[i] = graph.BroadcastToDims(mask, dims...)
		}
	}
	return seen
}

// productOf takes what a mask hides for 1, and is 0 where masks hide all.
func productOf(xs, seen []*Node) (y *Node) {
	for i, x := range xs {
		if seen[i] != nil {
			x = graph.Where(seen[i], x, constant(x, 1))
		}
		if y == nil {
			y = x
			continue
		}
		y = graph.Mul(y, x)
	}
	if slices.Contains(seen, nil) {
		return y
	}
	return graph.Where(anyMask(seen), y, graph.ZerosLike(y))
}

// mostOf joins what masks show; of two values that are hidden it is the first.
func mostOf(xs, seen []*Node, join func(a, b *Node) *Node) *Node {
	y, shown := xs[0], seen[0]
	for i, x := range xs[1:] {
		mask := seen[i+1]
		if mask != nil {
			x = graph.Where(mask, x, y)
		}
		if shown != nil {
			y = graph.Where(shown, y, x)
		}
		if shown != nil && mask != nil {
			shown = graph.LogicalOr(shown, mask)
		} else {
			shown = nil
		}
		y = join(y, x)
	}
	return y
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

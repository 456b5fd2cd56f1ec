package exec

import (
	"math"

	"github.com/gomlx/gomlx/core/graph"
)

// Activations that bend.

// gelu is x·Φ(x), Φ the normal distribution's, or its approximation by tanh.
func gelu(x *Node, approximate bool) *Node {
	var twice *Node
	if approximate {
		cubed := graph.MulScalar(graph.Mul(x, graph.Square(x)), 0.044715)
		twice = graph.Tanh(graph.MulScalar(graph.Add(x, cubed), math.Sqrt(2/math.Pi)))
	} else {
		twice = graph.Erf(graph.MulScalar(x, math.Sqrt(0.5)))
	}
	return graph.MulScalar(graph.Mul(x, graph.AddScalar(twice, 1.0)), 0.5)
}

// softsign is x / (1 + |x|).
func softsign(x *Node) *Node { return graph.Div(x, graph.AddScalar(magnitude(x), 1)) }

// sparsePlus is 0 up to -1, x from 1, and between them (x+1)²/4.
func sparsePlus(x *Node) *Node {
	inside := graph.MulScalar(graph.Square(graph.AddScalar(x, 1)), 0.25)
	upper := graph.Where(graph.GreaterOrEqual(x, number(x, 1)), x, inside)
	return graph.Where(graph.LessOrEqual(x, number(x, -1)), graph.ZerosLike(x), upper)
}

// squareplus is (x + √(x²+b)) / 2.
func squareplus(x *Node, b float64) *Node {
	return graph.MulScalar(graph.Add(x, root(graph.Square(x), b)), 0.5)
}

// glu is the last axis' first half times the sigmoid of the second.
func glu(x *Node) *Node {
	half := x.Shape().Dimensions[x.Rank()-1] / 2
	first := graph.Slice(x, graph.AxisRange().Spacer(), graph.AxisRange(0, half))
	second := graph.Slice(x, graph.AxisRange().Spacer(), graph.AxisRange(half))
	return graph.Mul(first, graph.Sigmoid(second))
}

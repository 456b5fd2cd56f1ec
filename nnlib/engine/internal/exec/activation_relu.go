package exec

import "github.com/gomlx/gomlx/core/graph"

// Activations that go straight, at least on one side.

// relu has slope 0 at 0.
func relu(x *Node) *Node {
	return graph.Where(graph.GreaterThan(x, number(x, 0)), x, graph.ZerosLike(x))
}

// relu6 is relu up to 6, with slope 0 at both corners.
func relu6(x *Node) *Node {
	return graph.Where(graph.LessThan(x, number(x, 6)), relu(x), constant(x, 6))
}

func leakyReLU(x *Node, slope float64) *Node {
	return graph.Where(graph.GreaterOrEqual(x, number(x, 0)), x, graph.MulScalar(x, slope))
}

// elu is x, or alpha·(eˣ-1) up to zero, with slope alpha at zero.
func elu(x *Node, alpha float64) *Node {
	above := graph.GreaterThan(x, number(x, 0))
	// The unused branch must not overflow, or its gradient is not a number.
	below := graph.Where(above, graph.ZerosLike(x), x)
	return graph.Where(above, x, graph.MulScalar(graph.AddScalar(graph.Exp(below), -1.0), alpha))
}

// celu is elu whose slope is 1 at zero, whatever alpha.
func celu(x *Node, alpha float64) *Node {
	below := graph.Sub(x, positive(x))
	e := graph.Exp(graph.DivScalar(below, alpha))
	return graph.Add(positive(x), graph.MulScalar(graph.AddScalar(e, -1.0), alpha))
}

func selu(x *Node) *Node {
	const alpha, scale = 1.6732632423543772848, 1.0507009873554804934
	return graph.MulScalar(elu(x, alpha), scale)
}

// hardSigmoid is a straight line from 0 at -3 to 1 at 3.
func hardSigmoid(x *Node) *Node { return graph.DivScalar(relu6(graph.AddScalar(x, 3)), 6) }

// sparseSigmoid is a straight line from 0 at -1 to 1 at 1.
func sparseSigmoid(x *Node) *Node {
	return graph.MulScalar(clipped(graph.AddScalar(x, 1), 0, 2), 0.5)
}

// softShrink moves x towards 0 by a threshold, but not beyond.
func softShrink(x *Node, threshold float64) *Node {
	low := graph.Where(graph.LessThan(x, number(x, -threshold)), graph.AddScalar(x, threshold), graph.ZerosLike(x))
	return graph.Where(graph.GreaterThan(x, number(x, threshold)), graph.AddScalar(x, -threshold), low)
}

// hardShrink makes 0 of what lies within a threshold.
func hardShrink(x *Node, threshold float64) *Node {
	return graph.Where(graph.GreaterThan(graph.Abs(x), number(x, threshold)), x, graph.ZerosLike(x))
}

// above is x where it is above a threshold, and another value elsewhere.
func above(x *Node, threshold, other float64) *Node {
	return graph.Where(graph.GreaterThan(x, number(x, threshold)), x, constant(x, other))
}

package exec

import "github.com/gomlx/gomlx/core/graph"

// Functions with a corner. At the corner of a maximum JAX has the mean of the
// slopes on its two sides, where GoMLX has one of them.

// magnitude is |x| with slope 0 at 0; that of graph.Abs is 1, as JAX' is.
func magnitude(x *Node) *Node { return graph.Mul(x, graph.StopGradient(graph.Sign(x))) }

// positive is max(x, 0), with slope 1/2 at 0.
func positive(x *Node) *Node {
	slope := graph.MulScalar(graph.AddScalar(graph.Sign(x), 1), 0.5)
	return graph.Mul(x, graph.StopGradient(slope))
}

// within clips; what is clipped has no gradient.
func within(x *Node, low, high float64) *Node {
	x = atLeast(x, low)
	return graph.Where(graph.GreaterThan(x, number(x, high)), constant(x, high), x)
}

// clipped clips as a minimum of a maximum does, with slope 1/2 at both corners.
func clipped(x *Node, low, high float64) *Node {
	corner := graph.LogicalOr(graph.Equal(x, number(x, low)), graph.Equal(x, number(x, high)))
	y := within(x, low, high)
	half := graph.MulScalar(y, 0.5)
	return graph.Where(corner, graph.Add(half, graph.StopGradient(half)), y)
}

// atLeast clips from below.
func atLeast(x *Node, low float64) *Node {
	return graph.Where(graph.LessThan(x, number(x, low)), constant(x, low), x)
}

// constant is a value everywhere, in the shape of another.
func constant(like *Node, value float64) *Node { return graph.AddScalar(graph.ZerosLike(like), value) }

package exec

import "github.com/gomlx/gomlx/core/graph"

// withDerivative returns y with a derivative of its own: f makes the derivatives by
// xs of that by y. GoMLX has such a thing for the identity only. So all xs, laid
// end to end, pass an identity together with zeros in y's place, which are added
// to y. XLA sees through this and copies nothing.
func withDerivative(y *Node, xs []*Node, f func(d *Node) []*Node) *Node {
	dims, size := y.Shape().Dimensions, y.Shape().Size()
	room := graph.Zeros(y.Graph(), float32s(size))
	place := func(all *Node) *Node {
		return graph.Reshape(graph.Slice(all, graph.AxisRange(all.Shape().Size()-size)), dims...)
	}
	all := graph.IdentityWithCustomGradient(endToEnd(append(xs, room)), func(_, d *Node) *Node {
		return endToEnd(append(f(place(d)), room))
	})
	return graph.Add(graph.StopGradient(y), place(all))
}

func endToEnd(nodes []*Node) *Node {
	var flat []*Node
	for _, node := range nodes {
		flat = append(flat, graph.Reshape(node, -1))
	}
	return graph.Concatenate(flat, 0)
}

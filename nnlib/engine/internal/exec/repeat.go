package exec

import (
	"fmt"
	"slices"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// repeat is a loop over i from 0 up to n. Its state is in groups, which the body
// takes and returns.
func repeat(n int, groups [][]*Node, body func(i *Node, groups [][]*Node) [][]*Node) [][]*Node {
	all := slices.Concat(groups...)
	g := all[0].Graph()
	name := fmt.Sprintf("loop%d_", all[len(all)-1].Id()) // unlike that of a loop around or within
	inside := func(g *graph.Graph) (i *Node, nodes []*Node) {
		i = graph.Parameter(g, name+"i", shapes.Make(dtypes.Int32))
		for k, node := range all {
			nodes = append(nodes, graph.Parameter(g, fmt.Sprint(name, k), node.Shape()))
		}
		return i, nodes
	}
	more := newClosure(g, func(g *graph.Graph) []*Node {
		i, _ := inside(g)
		return []*Node{graph.LessThan(i, integer(i, n))}
	})
	once := newClosure(g, func(g *graph.Graph) []*Node {
		i, nodes := inside(g)
		after := body(i, regroup(nodes, groups))
		return slices.Insert(slices.Concat(after...), 0, graph.Add(i, integer(i, 1)))
	})
	start := graph.Const(g, int32(0))
	return regroup(graph.While(more, once, slices.Insert(all, 0, start)...)[1:], groups)
}

// regroup splits nodes into groups as large as others.
func regroup(nodes []*Node, like [][]*Node) [][]*Node {
	var groups [][]*Node
	for _, group := range like {
		groups = append(groups, nodes[:len(group):len(group)])
		nodes = nodes[len(group):]
	}
	return groups
}

// slicesAt picks one place along the first axis of each node.
func slicesAt(nodes []*Node, at *Node) []*Node {
	var picked []*Node
	for _, node := range nodes {
		dims := node.Shape().Dimensions
		slice := graph.DynamicSlice(node, start(at, len(dims)), append([]int{1}, dims[1:]...))
		picked = append(picked, graph.Reshape(slice, dims[1:]...))
	}
	return picked
}

// putAt writes a value each to one place along the first axis of nodes.
func putAt(nodes, values []*Node, at *Node) []*Node {
	var after []*Node
	for k, node := range nodes {
		after = append(after, graph.DynamicUpdateSlice(node, graph.InsertAxes(values[k], 0), start(at, node.Rank())))
	}
	return after
}

func start(at *Node, rank int) []*Node {
	return append([]*Node{at}, slices.Repeat([]*Node{integer(at, 0)}, rank-1)...)
}

// integer is an int32 constant in the graph of another.
func integer(like *Node, value int) *Node { return graph.Const(like.Graph(), int32(value)) }

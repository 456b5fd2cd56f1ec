package exec

import (
	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"
)

// scan leads states through steps. A step makes the next states from its place in
// over, from what is the same in all steps, and from the states; it must not use
// any other node, which a loop would not let it see.
type scan struct {
	over    []*Node // [steps, …]
	fixed   []*Node
	states  []*Node // before the first step
	reverse bool    // from the last step to the first
	step    func(over, fixed, states []*Node) []*Node
}

// run returns the first state after each step, in the order of over: [steps, …].
func (s scan) run() *Node {
	if s.over[0].Graph().Backend().Capabilities().Operations[compute.OpTypeDynamicUpdateSlice] {
		return s.loop()
	}
	return s.unroll()
}

func (s scan) steps() int { return s.over[0].Shape().Dimensions[0] }

// unroll puts one step behind the other in the graph.
func (s scan) unroll() *Node {
	steps, states := make([][]*Node, s.steps()), s.states
	for _, all := range s.over {
		for i, one := range unstack(all) {
			steps[i] = append(steps[i], one)
		}
	}
	outputs := make([]*Node, len(steps))
	for i := range steps {
		if s.reverse {
			i = len(steps) - 1 - i
		}
		states = s.step(steps[i], s.fixed, states)
		outputs[i] = states[0]
	}
	return graph.Stack(outputs, 0)
}

// unstack returns what lies along the first axis. It halves, so that the
// derivative adds up halves, and not as many arrays of x's size as there are steps.
func unstack(x *Node) []*Node {
	n := x.Shape().Dimensions[0]
	if n == 1 {
		return []*Node{graph.Reshape(x, x.Shape().Dimensions[1:]...)}
	}
	half := func(from, to int) []*Node { return unstack(graph.SliceAxis(x, 0, graph.AxisRange(from, to))) }
	return append(half(0, n/2), half(n/2, n)...)
}

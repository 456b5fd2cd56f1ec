package exec

import (
	"slices"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"
)

// loop compiles a step once, however many there are. GoMLX knows no derivative of
// a loop, so it gets one here: another loop, the other way.
func (s scan) loop() *Node {
	groups := [][]*Node{s.over, s.fixed, s.states, s.room()}
	after := repeat(s.steps(), groups, func(i *Node, in [][]*Node) [][]*Node {
		over, fixed, states, all := in[0], in[1], in[2], in[3]
		at := s.place(i)
		next := s.step(slicesAt(over, at), fixed, states)
		return [][]*Node{over, fixed, next, putAt(all, next, at)}
	})
	all := after[3]
	inputs := slices.Concat(floatsOf(s.over), floatsOf(s.fixed))
	return withDerivative(all[0], inputs, func(d *Node) []*Node { return s.back(all, d) })
}

// place is where the i-th step looks.
func (s scan) place(i *Node) *Node {
	if !s.reverse {
		return i
	}
	return graph.Sub(integer(i, s.steps()-1), i)
}

// room is for each state after each step.
func (s scan) room() []*Node {
	var room []*Node
	for _, state := range s.states {
		dims := append([]int{s.steps()}, state.Shape().Dimensions...)
		room = append(room, graph.Zeros(state.Graph(), float32s(dims...)))
	}
	return room
}

// back goes from the last step to the first. Given all states after all steps, and
// the derivative d by the first of them, it returns those by the floats of over and
// of fixed.
func (s scan) back(all []*Node, d *Node) []*Node {
	dOver, dFixed, dStates := zerosLike(floatsOf(s.over)), zerosLike(floatsOf(s.fixed)), zerosLike(s.states)
	groups := [][]*Node{s.over, s.fixed, s.states, all, {d}, dOver, dFixed, dStates}
	after := repeat(s.steps(), groups, func(i *Node, in [][]*Node) [][]*Node {
		over, fixed, first, all, d, dOver, dFixed, dStates := in[0], in[1], in[2], in[3], in[4], in[5], in[6], in[7]
		step := graph.Sub(integer(i, s.steps()-1), i)
		at := s.place(step)
		dNext := slices.Clone(dStates)
		dNext[0] = graph.Add(dNext[0], slicesAt(d, at)[0])
		by := s.derivatives(slicesAt(over, at), fixed, s.before(step, first, all), dNext)
		byOver, byFixed, byStates := by[:len(dOver)], by[len(dOver):len(by)-len(first)], by[len(by)-len(first):]
		return [][]*Node{over, fixed, first, all, d, putAt(dOver, byOver, at), addEach(dFixed, byFixed), byStates}
	})
	return slices.Concat(after[5], after[6])
}

// before are the states before a step.
func (s scan) before(step *Node, first, all []*Node) []*Node {
	zero := integer(step, 0)
	states := slicesAt(all, s.place(graph.Max(graph.Sub(step, integer(step, 1)), zero)))
	for k, state := range states {
		isFirst := graph.BroadcastToDims(graph.Equal(step, zero), state.Shape().Dimensions...)
		states[k] = graph.Where(isFirst, first[k], state)
	}
	return states
}

// derivatives are those of a step by the floats of over and of fixed and by the
// states, given those by the next states.
func (s scan) derivatives(over, fixed, states, dNext []*Node) []*Node {
	var sum *Node
	for k, next := range s.step(over, fixed, states) {
		part := graph.ReduceAllSum(graph.Mul(next, graph.StopGradient(dNext[k])))
		if sum == nil {
			sum = part
		} else {
			sum = graph.Add(sum, part)
		}
	}
	return graph.Gradient(sum, slices.Concat(floatsOf(over), floatsOf(fixed), states)...)
}

func floatsOf(nodes []*Node) []*Node {
	return slices.DeleteFunc(slices.Clone(nodes), func(node *Node) bool { return node.DType() != dtypes.Float32 })
}

func zerosLike(nodes []*Node) []*Node {
	var zeros []*Node
	for _, node := range nodes {
		zeros = append(zeros, graph.ZerosLike(node))
	}
	return zeros
}

func addEach(nodes, others []*Node) []*Node {
	var sums []*Node
	for k, node := range nodes {
		sums = append(sums, graph.Add(node, others[k]))
	}
	return sums
}

package exec

import (
	"slices"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// recurrence is a recurrent layer while its graph is built. All steps are in the
// graph, one behind the other, because GoMLX has no derivative of a loop.
type recurrence struct {
	*scope
	*spec.Recurrent
	gates   int
	kernels []*Node // of the state, a gate or all gates each
	kept    []*Node // what dropout leaves of the state, by kernel; nil for all
}

// cell makes a step's states from its share z of the inputs' product and the
// states before. The first state is the output.
type cell func(z *Node, states []*Node) []*Node

func (s *scope) recurrence(c *spec.Recurrent, gates int) *recurrence {
	return &recurrence{scope: s, Recurrent: c, gates: gates, kernels: []*Node{s.weights[1]}}
}

// run leads a cell through all steps of x [batch, steps, in], with as many states
// as said, and returns [batch, units] or [batch, steps, units]. The inputs'
// products, biases included, are made for all steps at once.
func (r *recurrence) run(x, bias *Node, states int, step cell) *Node {
	x = graph.Transpose(x, 0, 1)
	batch := x.Shape().Dimensions[1]
	z := r.project(x)
	if bias != nil {
		z = graph.Add(z, graph.ExpandLeftToRank(bias, z.Rank()))
	}
	r.dropState(batch)
	steps, skips := unstack(z), r.skips()
	if r.GoBackwards {
		slices.Reverse(steps)
		slices.Reverse(skips)
	}
	now := slices.Repeat([]*Node{graph.Zeros(z.Graph(), float32s(batch, r.Units))}, states)
	var outputs []*Node
	for i, z := range steps {
		next := step(z, now)
		output := next[0]
		if skips != nil {
			output, next = r.skip(skips[i], now, next)
		}
		outputs, now = append(outputs, output), next
	}
	if !r.ReturnSequences {
		r.mask = nil
		return outputs[len(outputs)-1]
	}
	return graph.Stack(outputs, 1)
}

// project multiplies all inputs [steps, batch, in] with the kernel, after dropout,
// which drops the same inputs in each step. With dropout of states too, each gate
// drops others.
//
// Source: Keras 3, keras/src/layers/rnn/dropout_rnn_cell.py.
func (r *recurrence) project(x *Node) *Node {
	kernel := r.weights[0]
	if !r.training() || r.Dropout == 0 {
		return r.multiply(x, kernel)
	}
	batch, in := x.Shape().Dimensions[1], x.Shape().Dimensions[2]
	dropped := func() *Node {
		return graph.Mul(x, graph.BroadcastToDims(graph.InsertAxes(r.keep(r.Dropout, batch, in), 0), x.Shape().Dimensions...))
	}
	if r.RecurrentDropout == 0 {
		return r.multiply(dropped(), kernel)
	}
	var parts []*Node
	for _, part := range graph.Split(kernel, -1, r.gates) {
		parts = append(parts, graph.DotGeneral(dropped(), []int{2}, nil, part, []int{0}, nil))
	}
	return graph.Concatenate(parts, -1)
}

// dropState draws what dropout leaves of the state, the same in each step and
// another for each gate.
func (r *recurrence) dropState(batch int) {
	if !r.training() || r.RecurrentDropout == 0 {
		return
	}
	r.kernels = graph.Split(r.weights[1], -1, r.gates)
	for range r.gates {
		r.kept = append(r.kept, r.keep(r.RecurrentDropout, batch, r.Units))
	}
}

// keep is dropout's mask: 0, or what the values that stay are multiplied with.
func (r *recurrence) keep(rate float64, dims ...int) *Node {
	ones := graph.Ones(r.weights[0].Graph(), float32s(dims...))
	return dropout(r.scope, &spec.Dropout{Rate: rate}, []*Node{ones})
}

// recur is the state's product, for some gates from one to another: [batch,
// gates · units].
func (r *recurrence) recur(state *Node, from, to int) *Node {
	if r.kept == nil {
		kernel := r.kernels[0]
		if to-from < r.gates {
			kernel = graph.Slice(kernel, graph.AxisRange(), graph.AxisRange(from*r.Units, to*r.Units))
		}
		return dot(state, kernel)
	}
	var parts []*Node
	for gate := from; gate < to; gate++ {
		parts = append(parts, dot(graph.Mul(state, r.kept[gate]), r.kernels[gate]))
	}
	return graph.Concatenate(parts, -1)
}

// skips are the steps' masks, [batch, units] each, of the input's; nil for none.
func (r *recurrence) skips() []*Node {
	mask := r.inputMask(0)
	if mask == nil {
		return nil
	}
	for mask.Rank() > 2 { // a step is skipped where all of it is
		mask = graph.ReduceLogicalOr(mask, -1)
	}
	mask = graph.Transpose(mask, 0, 1)
	dims := append(slices.Clone(mask.Shape().Dimensions), r.Units)
	return unstack(graph.BroadcastToDims(graph.InsertAxes(mask, -1), dims...))
}

// skip leaves the states as they are where a step is to be skipped. The output
// there is the one before, or zero where the layer is one of two directions.
func (r *recurrence) skip(mask *Node, now, next []*Node) (output *Node, states []*Node) {
	for i := range next {
		states = append(states, graph.Where(mask, next[i], now[i]))
	}
	if r.zeroSkipped && r.ReturnSequences {
		return graph.Where(mask, next[0], graph.ZerosLike(next[0])), states
	}
	return states[0], states
}

// unstack returns what lies along the first axis. It halves, so that the
// derivative adds up halves and not as many arrays of x's size as there are steps.
func unstack(x *Node) []*Node {
	n := x.Shape().Dimensions[0]
	if n == 1 {
		return []*Node{graph.Reshape(x, x.Shape().Dimensions[1:]...)}
	}
	half := func(from, to int) []*Node { return unstack(graph.SliceAxis(x, 0, graph.AxisRange(from, to))) }
	return append(half(0, n/2), half(n/2, n)...)
}

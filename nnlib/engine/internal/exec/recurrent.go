package exec

import (
	"slices"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// recurrence is a recurrent layer while its graph is built.
type recurrence struct {
	*scope
	*spec.Recurrent
	gates int
}

// cell is one step of a recurrent layer. It makes the next states from the step's
// share z of the inputs' product, the recurrence's weights but for the first
// kernel, and the states before, of which the first is the output. product
// multiplies the state, for the gates from one to another, [batch, gates · units].
type cell func(z *Node, weights, states []*Node, product product) []*Node

type product func(state *Node, from, to int) *Node

// run leads a cell through all steps of x [batch, steps, in], with as many states
// as said, and returns [batch, units] or [batch, steps, units]. The inputs'
// product is made for all steps at once; bias is added to it.
func (r recurrence) run(x, bias *Node, states int, step cell) *Node {
	z := r.project(graph.Transpose(x, 0, 1))
	if bias != nil {
		z = graph.Add(z, graph.ExpandLeftToRank(bias, z.Rank()))
	}
	batch, weights := z.Shape().Dimensions[1], r.weights[1:]
	kept := r.keptStates(batch)
	over, mask := []*Node{z}, r.stepMask()
	if mask != nil {
		over = append(over, mask)
	}
	s := scan{over: over, fixed: slices.Concat(weights, kept), reverse: r.GoBackwards}
	s.states = slices.Repeat([]*Node{graph.Zeros(z.Graph(), float32s(batch, r.Units))}, states)
	s.step = func(over, fixed, states []*Node) []*Node {
		weights, kept := fixed[:len(weights)], fixed[len(weights):]
		next := step(over[0], weights, states, r.product(weights[0], kept))
		if len(over) > 1 {
			for i := range next {
				next[i] = graph.Where(over[1], next[i], states[i])
			}
		}
		return next
	}
	return r.outputs(s.run(), mask)
}

// outputs are those of the layer, from the ones after each step [steps, batch,
// units]. Where a step is skipped that is the one before, or zero where the layer
// is one of two directions.
func (r recurrence) outputs(all, mask *Node) *Node {
	if !r.ReturnSequences {
		last := -1
		if r.GoBackwards {
			last = 0
		}
		return graph.Squeeze(graph.SliceAxis(all, 0, graph.AxisElem(last)), 0)
	}
	if mask != nil && r.zeroSkipped {
		all = graph.Where(mask, all, graph.ZerosLike(all))
	}
	if r.GoBackwards {
		all = graph.Reverse(all, 0)
	}
	return graph.Transpose(all, 0, 1)
}

// project multiplies all inputs [steps, batch, in] with the kernel, after dropout,
// which drops the same inputs in each step. With dropout of states too, it drops
// others for each gate.
//
// Source: Keras 3, keras/src/layers/rnn/dropout_rnn_cell.py.
func (r recurrence) project(x *Node) *Node {
	kernel, dims := r.weights[0], x.Shape().Dimensions
	if !r.training() || r.Dropout == 0 {
		return r.multiply(x, kernel)
	}
	dropped := func() *Node {
		kept := graph.InsertAxes(r.keep(r.Dropout, dims[1:]...), 0)
		return graph.Mul(x, graph.BroadcastToDims(kept, dims...))
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

// keptStates are what dropout leaves of the state for each gate, the same in each
// step; nil where it leaves all.
func (r recurrence) keptStates(batch int) []*Node {
	var kept []*Node
	if r.training() && r.RecurrentDropout != 0 {
		for range r.gates {
			kept = append(kept, graph.StopGradient(r.keep(r.RecurrentDropout, batch, r.Units)))
		}
	}
	return kept
}

// keep is dropout's mask: 0, or what the values that stay are multiplied with.
func (r recurrence) keep(rate float64, dims ...int) *Node {
	ones := graph.Ones(r.weights[0].Graph(), float32s(dims...))
	return dropout(r.scope, &spec.Dropout{Rate: rate}, []*Node{ones})
}

// product returns how the state is multiplied.
func (r recurrence) product(kernel *Node, kept []*Node) product {
	return func(state *Node, from, to int) *Node {
		of := func(from, to int) *Node {
			return graph.SliceAxis(kernel, 1, graph.AxisRange(from*r.Units, to*r.Units))
		}
		switch {
		case len(kept) == 0 && to-from == r.gates:
			return dot(state, kernel)
		case len(kept) == 0:
			return dot(state, of(from, to))
		}
		var parts []*Node
		for gate := from; gate < to; gate++ {
			parts = append(parts, dot(graph.Mul(state, kept[gate]), of(gate, gate+1)))
		}
		return graph.Concatenate(parts, -1)
	}
}

// stepMask is the input's mask as [steps, batch, units], or nil.
func (r recurrence) stepMask() *Node {
	mask := r.stepsMask()
	if mask == nil {
		return nil
	}
	mask = graph.Transpose(mask, 0, 1)
	return graph.BroadcastToDims(graph.InsertAxes(mask, -1), append(slices.Clone(mask.Shape().Dimensions), r.Units)...)
}

package exec

import (
	"slices"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// Losses that compare segments by how far they overlap, over the whole batch
// unless axes are set.
//
// Source: Keras 3, keras/src/losses/losses.py.
func init() {
	for class, f := range map[string]func(o spec.Object, s segments) *Node{spec.Dice: dice, spec.Tversky: tversky} {
		losses[class] = func(o spec.Object, out outcome) *Node {
			s := newSegments(o, out)
			return s.rows(graph.OneMinus(f(o, s)))
		}
		metrics[class], fits[class] = perRow(losses[class]), fitsAxes
	}
}

// segments are targets and outputs from 0 to 1, without the rows that are not there.
type segments struct {
	y, p *Node
	axes []int // that are added up
}

func newSegments(o spec.Object, out outcome) segments {
	rank := out.prediction.Rank()
	var axes []int
	for _, axis := range o.Params.List("axis") {
		axes = append(axes, (int(axis)+rank)%rank)
	}
	if axes == nil {
		for axis := range rank {
			axes = append(axes, axis)
		}
	}
	there := out.present()
	for there.Rank() < rank {
		there = graph.InsertAxes(there, -1)
	}
	return segments{graph.Mul(aligned(out), there), graph.Mul(out.prediction, there), axes}
}

func (s segments) sum(x *Node) *Node { return graph.ReduceSum(x, s.axes...) }

// rows gives each row its mean, or that of the batch where rows are added up.
func (s segments) rows(x *Node) *Node {
	if slices.Contains(s.axes, 0) {
		return graph.BroadcastToDims(graph.ReduceAllMean(x), s.p.Shape().Dimensions[0])
	}
	return rowMean(x)
}

// dice is twice what is in both segments, divided by their sizes.
func dice(_ spec.Object, s segments) *Node {
	both := graph.MulScalar(s.sum(graph.Mul(s.y, s.p)), 2)
	return graph.Div(both, graph.AddScalar(graph.Add(s.sum(s.y), s.sum(s.p)), epsilon))
}

// tversky is what is in both segments, divided by the same and shares of what is
// only in the true and only in the predicted one.
func tversky(o spec.Object, s segments) *Node {
	both := s.sum(graph.Mul(s.y, s.p))
	missed := graph.MulScalar(s.sum(graph.Mul(s.y, graph.OneMinus(s.p))), o.Param("alpha"))
	wrong := graph.MulScalar(s.sum(graph.Mul(s.p, graph.OneMinus(s.y))), o.Param("beta"))
	return graph.Div(both, graph.AddScalar(graph.Add(both, graph.Add(missed, wrong)), epsilon))
}

package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(lstm) }

// lstm is, with gates i, f and o between 0 and 1 and a candidate a, all made from
// x and h: c ← f·c + i·a, h ← o·activation(c).
func lstm(s *scope, config *spec.LSTM, inputs []*Node) *Node {
	r := recurrence{s, &config.Recurrent, 4}
	gate := func(z *Node) *Node { return s.activate(config.RecurrentActivation, z) }
	return r.run(inputs[0], s.optional(2), 2, func(z *Node, _, states []*Node, product product) []*Node {
		h, c := states[0], states[1]
		parts := graph.Split(graph.Add(z, product(h, 0, 4)), -1, 4)
		i, f, a, o := gate(parts[0]), gate(parts[1]), s.activate(config.Activation, parts[2]), gate(parts[3])
		c = graph.Add(graph.Mul(f, c), graph.Mul(i, a))
		return []*Node{graph.Mul(o, s.activate(config.Activation, c)), c}
	})
}

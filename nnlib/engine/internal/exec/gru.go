package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(gru) }

// gru is, with gates u and r between 0 and 1 and a candidate a:
// h ← u·h + (1-u)·a. Where the candidate is made, r says how much of h counts.
func gru(s *scope, config *spec.GRU, inputs []*Node) *Node {
	r := s.recurrence(&config.Recurrent, 3)
	gate := func(z *Node) *Node { return s.activate(config.RecurrentActivation, z) }
	bias, stateBias := s.gruBiases(config)
	return r.run(inputs[0], bias, 1, func(z *Node, states []*Node) []*Node {
		h, parts := states[0], graph.Split(z, -1, 3)
		var u, reset, candidate *Node
		if config.ResetAfter {
			products := r.recur(h, 0, 3)
			if stateBias != nil {
				products = graph.Add(products, graph.ExpandLeftToRank(stateBias, 2))
			}
			of := graph.Split(products, -1, 3)
			u, reset = gate(graph.Add(parts[0], of[0])), gate(graph.Add(parts[1], of[1]))
			candidate = graph.Mul(reset, of[2])
		} else {
			of := graph.Split(r.recur(h, 0, 2), -1, 2)
			u, reset = gate(graph.Add(parts[0], of[0])), gate(graph.Add(parts[1], of[1]))
			candidate = r.recur(graph.Mul(reset, h), 2, 3)
		}
		a := s.activate(config.Activation, graph.Add(parts[2], candidate))
		return []*Node{graph.Add(graph.Mul(u, h), graph.Mul(graph.AddScalar(graph.Neg(u), 1), a))}
	})
}

// gruBiases are those of the inputs' product and, with ResetAfter, the state's.
func (s *scope) gruBiases(config *spec.GRU) (input, state *Node) {
	bias := s.optional(2)
	if bias == nil || !config.ResetAfter {
		return bias, nil
	}
	rows := unstack(bias)
	return rows[0], rows[1]
}

package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(gru) }

// gru is, with gates u and r between 0 and 1 and a candidate a:
// h ← u·h + (1-u)·a. Where the candidate is made, r says how much of h counts.
func gru(s *scope, config *spec.GRU, inputs []*Node) *Node {
	r := recurrence{s, &config.Recurrent, 3}
	bias := s.optional(2)
	if bias != nil && config.ResetAfter {
		bias = unstack(bias)[0]
	}
	gate := func(x, y *Node) *Node { return s.activate(config.RecurrentActivation, graph.Add(x, y)) }
	return r.run(inputs[0], bias, 1, func(z *Node, weights, states []*Node, product product) []*Node {
		h, parts := states[0], graph.Split(z, -1, 3)
		var u, candidate *Node
		if config.ResetAfter {
			products := product(h, 0, 3)
			if len(weights) > 1 {
				products = graph.Add(products, graph.ExpandLeftToRank(unstack(weights[1])[1], 2))
			}
			of := graph.Split(products, -1, 3)
			u, candidate = gate(parts[0], of[0]), graph.Mul(gate(parts[1], of[1]), of[2])
		} else {
			of := graph.Split(product(h, 0, 2), -1, 2)
			u, candidate = gate(parts[0], of[0]), product(graph.Mul(gate(parts[1], of[1]), h), 2, 3)
		}
		a := s.activate(config.Activation, graph.Add(parts[2], candidate))
		return []*Node{graph.Add(graph.Mul(u, h), graph.Mul(graph.AddScalar(graph.Neg(u), 1), a))}
	})
}

package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(simpleRNN) }

// simpleRNN is h ← activation(x · kernel + bias + h · recurrent kernel).
func simpleRNN(s *scope, config *spec.SimpleRNN, inputs []*Node) *Node {
	r := recurrence{s, &config.Recurrent, 1}
	return r.run(inputs[0], s.optional(2), 1, func(z *Node, _, states []*Node, product product) []*Node {
		return []*Node{s.activate(config.Activation, graph.Add(z, product(states[0], 0, 1)))}
	})
}

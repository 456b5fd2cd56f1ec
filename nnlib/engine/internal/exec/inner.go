package exec

import "nnbook/nnlib/internal/spec"

// inner builds a layer that is part of this one and has some of its weights.
func (s *scope) inner(config spec.Config, weights, inputs, masks []*Node) *Node {
	inside := &scope{network: s.network, node: s.node, weights: weights, frozen: s.frozen, draws: s.draws, inputMasks: masks, zeroSkipped: s.zeroSkipped}
	y := layers[spec.Kind(config)](inside, config, inputs)
	s.draws = inside.draws
	return y
}

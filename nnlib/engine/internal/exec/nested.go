package exec

import "nnbook/nnlib/internal/spec"

func init() {
	for _, class := range []string{"Sequential", "Functional"} {
		layers[class] = func(s *scope, config spec.Config, inputs []*Node) *Node {
			return nested(s, config.(*spec.Nested), inputs)
		}
	}
}

// nested runs a model within another.
func nested(s *scope, config *spec.Nested, inputs []*Node) *Node {
	inner := *s.network
	inner.model, inner.frozen, inner.place = config.Model, s.frozen, s.nextPlace()
	inner.weights = make([][]*Node, len(config.Model.Layers))
	rest := s.weights
	for i, weights := range config.Model.Weights() {
		inner.weights[i], rest = rest[:len(weights)], rest[len(weights):]
	}
	outputs, masks := inner.run(inputs, s.inputMasks)
	s.mask = masks[0]
	return outputs[0]
}

package exec

import "nnbook/nnlib/internal/spec"

// Masks travel beside values: bool, with the value's first axes, true where a
// layer behind is to look and false for padding. A layer reads those of its
// inputs by inputMask and sets its output's in scope.mask.

// passing are the classes of layers that leave their first input's mask on their
// output.
//
// Source: Keras 3, supports_masking in keras/src/layers.
var passing = map[string]bool{
	"Activation": true, "AlphaDropout": true, "BatchNormalization": true, "Bidirectional": true, "Dense": true,
	"Dropout": true, "ELU": true, "GaussianDropout": true, "GaussianNoise": true, "GroupNormalization": true,
	"GRU": true, "LSTM": true, "LayerNormalization": true, "LeakyReLU": true, "Masking": true,
	"MultiHeadAttention": true, "Normalization": true, "PReLU": true, "ReLU": true, "Rescaling": true,
	"SimpleRNN": true, "Softmax": true, "SpatialDropout1D": true, "SpatialDropout2D": true, "TimeDistributed": true,
	"UnitNormalization": true,
}

// inputMask is the mask of one of the layer's inputs, or nil.
func (s *scope) inputMask(input int) *Node {
	if input >= len(s.inputMasks) {
		return nil
	}
	return s.inputMasks[input]
}

// passMask is the mask of a layer's output unless the layer sets it.
func (s *scope) passMask(config spec.Config) *Node {
	if !passing[config.Class()] {
		return nil
	}
	return s.inputMask(0)
}

package nnlib

import "nnbook/nnlib/internal/spec"

// AlphaDropout returns a [Dropout] for layers with [SELU]: while training it sets a
// share of its inputs to -1.7581, the lowest that a SELU gives, and then scales and
// shifts all, so that their mean 0 and variance 1 stay. It has no weights.
//
// Shapes: x and y are [batch, …].
//
// AlphaDropout panics unless 0 ≤ rate < 1.
//
// Source: Klambauer and others, https://arxiv.org/abs/1706.02515; Keras 3,
// keras/src/layers/regularization/alpha_dropout.py.
func AlphaDropout(rate float64) *Layer {
	return newLayer(&spec.AlphaDropout{Dropout: spec.Dropout{Rate: checkRate("AlphaDropout", rate)}})
}

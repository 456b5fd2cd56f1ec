package nnlib

import "nnbook/nnlib/internal/spec"

// GaussianDropout returns a layer that, while training, multiplies each input by a
// random number, from a normal distribution with the mean 1 and the standard
// deviation √(rate / (1-rate)), that of a [Dropout]. Otherwise it passes its inputs
// on. It has no weights.
//
// Shapes: x and y are [batch, …].
//
// GaussianDropout panics unless 0 ≤ rate < 1.
//
// Source: Keras 3, keras/src/layers/regularization/gaussian_dropout.py.
func GaussianDropout(rate float64) *Layer {
	return newLayer(&spec.GaussianDropout{Dropout: spec.Dropout{Rate: checkRate("GaussianDropout", rate)}})
}

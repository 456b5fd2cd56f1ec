package nnlib

import "nnbook/nnlib/internal/spec"

// Loss measures how wrong a model's outputs are; training makes it smaller. The
// loss of a batch is the mean over its rows.
type Loss struct{ object spec.Object }

// SparseCategoricalCrossentropy returns the loss of a classifier whose targets
// are class numbers from 0: the mean of -log p, p being the probability that the
// model gives to the right class.
//
// Shapes: outputs [batch, classes], targets [batch] of integers.
//
// Default: outputs are probabilities, as [Softmax] makes them; see [FromLogits].
//
// Source: Keras 3, keras/src/losses/losses.py.
func SparseCategoricalCrossentropy(options ...CrossentropyOption) Loss {
	params := map[string]float64{"from_logits": 0}
	for _, option := range options {
		option.crossentropy(params)
	}
	return Loss{spec.Object{Class: spec.SparseCategoricalCrossentropy, Params: params}}
}

// CrossentropyOption is an option of [SparseCategoricalCrossentropy].
type CrossentropyOption interface {
	crossentropy(params map[string]float64)
}

// FromLogits tells a crossentropy that the model's outputs are [Linear], and
// that it must apply the softmax itself, which is more exact.
func FromLogits() CrossentropyOption { return setting{"from_logits", 1} }

// MeanSquaredError returns the loss of a regression, the mean of the squared
// differences. Its unit is that of the targets, squared.
//
// Shapes: outputs [batch, n], targets [batch, n], or [batch] for n = 1.
//
// Source: Keras 3, keras/src/losses/losses.py.
func MeanSquaredError() Loss { return Loss{spec.Object{Class: spec.MeanSquaredError}} }

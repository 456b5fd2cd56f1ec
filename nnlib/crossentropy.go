package nnlib

import "nnbook/nnlib/internal/spec"

// SparseCategoricalCrossentropy returns the loss of a classifier whose targets
// are class numbers from 0: the mean of -log p, p being the probability that the
// model gives to the right class.
//
// Shapes: outputs [batch, …, classes], targets [batch, …] of integers.
//
// Default: outputs are probabilities, as [Softmax] makes them; see [FromLogits].
//
// Source: Keras 3, keras/src/losses/losses.py.
func SparseCategoricalCrossentropy(options ...SparseCrossentropyOption) Loss {
	params := map[string]float64{"from_logits": 0}
	for _, option := range options {
		option.sparseCrossentropy(params)
	}
	return lossOf(spec.Object{Class: spec.SparseCategoricalCrossentropy, Params: params})
}

// CategoricalCrossentropy returns the loss of a classifier whose targets are
// one-hot rows, or probabilities: the mean of -Σ y·log p over the classes.
//
// Shapes: outputs and targets [batch, …, classes], each row of targets from 0
// to 1 and with the sum 1.
//
// Defaults: outputs are probabilities, as [Softmax] makes them, see
// [FromLogits]; no [LabelSmoothing].
//
// Source: Keras 3, keras/src/losses/losses.py.
func CategoricalCrossentropy(options ...CrossentropyOption) Loss {
	return crossentropy(spec.CategoricalCrossentropy, options)
}

// BinaryCrossentropy returns the loss of yes-or-no questions, one for each
// output: the mean of -(y·log p + (1-y)·log(1-p)).
//
// Shapes: outputs and targets [batch, …, n], or targets [batch] for n = 1.
// Targets go from 0 to 1.
//
// Defaults: outputs are probabilities, as [Sigmoid] makes them, see
// [FromLogits]; no [LabelSmoothing].
//
// Source: Keras 3, keras/src/losses/losses.py.
func BinaryCrossentropy(options ...CrossentropyOption) Loss {
	return crossentropy(spec.BinaryCrossentropy, options)
}

func crossentropy(class string, options []CrossentropyOption) Loss {
	params := map[string]float64{"from_logits": 0, "label_smoothing": 0}
	for _, option := range options {
		option.crossentropy(params)
	}
	return lossOf(spec.Object{Class: class, Params: params})
}

// CrossentropyOption is an option of [CategoricalCrossentropy] and
// [BinaryCrossentropy].
type CrossentropyOption interface {
	crossentropy(params map[string]float64)
}

// SmoothingOption is an option of the crossentropies of targets from 0 to 1:
// [LabelSmoothing].
type SmoothingOption interface {
	CrossentropyOption
	BinaryFocalOption
	CategoricalFocalOption
}

// SparseCrossentropyOption is an option of [SparseCategoricalCrossentropy].
type SparseCrossentropyOption interface {
	sparseCrossentropy(params map[string]float64)
}

// LogitsOption is an option that every crossentropy takes, and [AUC]:
// [FromLogits].
type LogitsOption interface {
	CrossentropyOption
	SparseCrossentropyOption
	BinaryFocalOption
	CategoricalFocalOption
	AUCOption
}

// FromLogits tells a crossentropy, or [AUC], that the model's outputs are
// [Linear], and that it must apply the softmax or sigmoid itself, which is more
// exact.
func FromLogits() LogitsOption { return setting{"from_logits", 1} }

// LabelSmoothing moves targets by a share, such as 0.1, towards being equally
// probable, which keeps a classifier from being too sure. It panics unless
// 0 ≤ share ≤ 1.
func LabelSmoothing(share float64) SmoothingOption {
	checkSetting("nnlib.LabelSmoothing", share, share >= 0 && share <= 1, "a number from 0 to 1", "nnlib.LabelSmoothing(0.1)")
	return setting{"label_smoothing", share}
}

package nnlib

import "nnbook/nnlib/internal/spec"

// RMSNormalization returns a layer that divides each row's features by the root of
// the mean of their squares: y = scale · x / √(mean of x² + epsilon).
//
// Shapes: x and y are [batch, …, features], scale is [features], or the sizes of all
// axes that are normalized along.
//
// Defaults: [Axis] -1, [Epsilon] 1e-6, scale 1.
//
// Calling the layer panics if x has not the axes.
//
// Source: Zhang and Sennrich, https://arxiv.org/abs/1910.07467; Keras 3,
// keras/src/layers/normalization/rms_normalization.py.
func RMSNormalization(options ...RMSNormalizationOption) *Layer {
	config := &spec.RMSNormalization{Axis: []int{-1}, Epsilon: 1e-6}
	for _, option := range options {
		option.rmsNormalization(config)
	}
	return newLayer(config)
}

// RMSNormalizationOption is an option of [RMSNormalization]: [Axis] or [Epsilon].
type RMSNormalizationOption interface {
	rmsNormalization(*spec.RMSNormalization)
}

func (a Axes) rmsNormalization(c *spec.RMSNormalization) { c.Axis = a }

package nnlib

import "nnbook/nnlib/internal/spec"

// LayerNormalization returns a layer that brings each row's features to the mean 0
// and the variance 1, whatever the other rows are:
//
//	y = gamma · (x - mean) / √(variance + epsilon) + beta
//
// Shapes: x and y are [batch, …, features], gamma and beta [features], or the sizes
// of all axes that are normalized along.
//
// Defaults: [Axis] -1, [Epsilon] 0.001, gamma 1, beta 0. See also [AffineOption].
//
// Calling the layer panics if x has not the axes.
//
// Source: Ba, Kiros and Hinton, https://arxiv.org/abs/1607.06450; Keras 3,
// keras/src/layers/normalization/layer_normalization.py.
func LayerNormalization(options ...LayerNormalizationOption) *Layer {
	config := &spec.LayerNormalization{Axis: []int{-1}, Affine: newAffine()}
	for _, option := range options {
		option.layerNormalization(config)
	}
	return newLayer(config)
}

// LayerNormalizationOption is an option of [LayerNormalization]: [Axis], [Epsilon]
// or an [AffineOption].
type LayerNormalizationOption interface {
	layerNormalization(*spec.LayerNormalization)
}

func (a Axes) layerNormalization(c *spec.LayerNormalization) { c.Axis = a }

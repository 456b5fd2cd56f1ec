package nnlib

import "nnbook/nnlib/internal/spec"

// UnitNormalization returns a layer that divides each row's features by their norm,
// √Σx². A row of zeros stays so. It has no weights.
//
// Shapes: x and y are [batch, …, features].
//
// Default: [Axis] -1.
//
// Calling the layer panics if x has not the axes.
//
// Source: Keras 3, keras/src/layers/normalization/unit_normalization.py.
func UnitNormalization(along ...Axes) *Layer {
	config := &spec.UnitNormalization{Axis: []int{-1}}
	for _, axes := range along {
		config.Axis = axes
	}
	return newLayer(config)
}

package nnlib

import "nnbook/nnlib/internal/spec"

// SpatialDropout1D returns a [Dropout] of whole channels of series, since
// neighbouring steps tell much the same.
//
// Shapes: x and y are [batch, steps, channels].
//
// SpatialDropout1D panics unless 0 ≤ rate < 1; calling it panics unless rows have
// two axes.
//
// Source: Keras 3, keras/src/layers/regularization/spatial_dropout.py.
func SpatialDropout1D(rate float64) *Layer {
	return newLayer(&spec.SpatialDropout1D{Dropout: spec.Dropout{Rate: checkRate("SpatialDropout1D", rate)}})
}

// SpatialDropout2D returns a [Dropout] of whole channels of images, since
// neighbouring pixels tell much the same.
//
// Shapes: x and y are [batch, height, width, channels].
//
// SpatialDropout2D panics unless 0 ≤ rate < 1; calling it panics unless rows have
// three axes.
//
// Source: Keras 3, keras/src/layers/regularization/spatial_dropout.py.
func SpatialDropout2D(rate float64) *Layer {
	return newLayer(&spec.SpatialDropout2D{Dropout: spec.Dropout{Rate: checkRate("SpatialDropout2D", rate)}})
}

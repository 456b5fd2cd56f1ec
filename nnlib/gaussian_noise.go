package nnlib

import "nnbook/nnlib/internal/spec"

// GaussianNoise returns a layer that, while training, adds to each input a random
// number, from a normal distribution with the mean 0. Otherwise it passes its inputs
// on. It has no weights.
//
// Shapes: x and y are [batch, …].
//
// GaussianNoise panics unless stddev is 0 or more.
//
// Source: Keras 3, keras/src/layers/regularization/gaussian_noise.py.
func GaussianNoise(stddev float64) *Layer {
	checkSetting("nnlib.GaussianNoise", stddev, stddev >= 0, "a standard deviation, 0 or above", "nnlib.GaussianNoise(0.1)")
	return newLayer(&spec.GaussianNoise{Stddev: stddev})
}

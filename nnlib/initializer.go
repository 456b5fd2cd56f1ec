package nnlib

import "nnbook/nnlib/internal/spec"

// Initializer draws a layer's first weights. The draw follows from the model's
// seed and the weight's place in the model, so it is the same every time; see
// [Model.Seeded].
//
// Source: Keras 3, keras/src/initializers/random_initializers.py.
type Initializer struct{ object spec.Object }

func initializer(class string, params map[string]float64) Initializer {
	return Initializer{spec.Object{Class: class, Params: params}}
}

// GlorotUniform draws from ±√(6 / (in + out)). Kernels start so by default.
func GlorotUniform() Initializer { return initializer(spec.GlorotUniform, nil) }

// GlorotNormal draws from a normal distribution of variance 2 / (in + out), cut
// off at two standard deviations.
func GlorotNormal() Initializer { return initializer(spec.GlorotNormal, nil) }

// HeUniform draws from ±√(6 / in). It goes well with [ReLU].
func HeUniform() Initializer { return initializer(spec.HeUniform, nil) }

// HeNormal draws from a normal distribution of variance 2 / in, cut off at two
// standard deviations. It goes well with [ReLU].
func HeNormal() Initializer { return initializer(spec.HeNormal, nil) }

// LecunUniform draws from ±√(3 / in).
func LecunUniform() Initializer { return initializer(spec.LecunUniform, nil) }

// LecunNormal draws from a normal distribution of variance 1 / in, cut off at
// two standard deviations. It goes well with [SELU].
func LecunNormal() Initializer { return initializer(spec.LecunNormal, nil) }

// Zeros starts with zeros. Biases start so by default.
func Zeros() Initializer { return initializer(spec.Zeros, nil) }

// Ones starts with ones.
func Ones() Initializer { return initializer(spec.Ones, nil) }

// Constant starts with the same value everywhere. It panics for NaN and Inf.
func Constant(value float64) Initializer {
	checkSetting("nnlib.Constant", value, true, "a number", "nnlib.Constant(0.5)")
	return initializer(spec.Constant, map[string]float64{"value": value})
}

// Identity starts a matrix with gain on its diagonal and zeros elsewhere. It panics
// for NaN and Inf; building the weights fails if they have not two axes.
//
// Source: Keras 3, keras/src/initializers/constant_initializers.py.
func Identity(gain float64) Initializer {
	checkSetting("nnlib.Identity", gain, true, "a number", "nnlib.Identity(1)")
	return initializer(spec.Identity, map[string]float64{"gain": gain})
}

// RandomUniform draws from min to max. Keras' defaults are ±0.05. It panics
// unless min ≤ max.
func RandomUniform(min, max float64) Initializer {
	checkSetting("nnlib.RandomUniform", max-min, min <= max, "numbers, min not above max", "nnlib.RandomUniform(-0.05, 0.05)")
	return initializer(spec.RandomUniform, map[string]float64{"minval": min, "maxval": max})
}

// RandomNormal draws from a normal distribution. Keras' defaults are 0 and 0.05.
// It panics unless stddev ≥ 0.
func RandomNormal(mean, stddev float64) Initializer {
	checkSetting("nnlib.RandomNormal", mean+stddev, stddev >= 0, "a mean and a deviation of 0 or more", "nnlib.RandomNormal(0, 0.05)")
	return initializer(spec.RandomNormal, map[string]float64{"mean": mean, "stddev": stddev})
}

// TruncatedNormal draws from a normal distribution, cut off at two standard
// deviations. Keras' defaults are 0 and 0.05. It panics unless stddev ≥ 0.
func TruncatedNormal(mean, stddev float64) Initializer {
	checkSetting("nnlib.TruncatedNormal", mean+stddev, stddev >= 0, "a mean and a deviation of 0 or more", "nnlib.TruncatedNormal(0, 0.05)")
	return initializer(spec.TruncatedNormal, map[string]float64{"mean": mean, "stddev": stddev})
}

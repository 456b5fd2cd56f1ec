package nnlib

import "nnbook/nnlib/internal/spec"

// Masking returns a layer that marks the steps whose features all have one value,
// as padding has: the layers behind skip them, and steps of the output that come
// from them weigh nothing in loss and metrics. It passes on zeros for them, and the
// other steps as they are. It has no weights.
//
// Shapes: x and y are [batch, steps, …, features].
//
// Masking panics for NaN and Inf.
//
// Source: Keras 3, keras/src/layers/core/masking.py.
func Masking(value float64) *Layer {
	checkSetting("nnlib.Masking", value, true, "the number that padding consists of", "nnlib.Masking(0)")
	return newLayer(&spec.Masking{MaskValue: value})
}

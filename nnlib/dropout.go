package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// Dropout returns a layer that, while training, sets a share of its inputs to
// zero, chosen anew for each batch, and multiplies the others by 1/(1-rate), so
// that their sum stays about the same. Otherwise it passes its inputs on.
// It has no weights.
//
// Shapes: x and y are [batch, …].
//
// Dropout panics unless 0 ≤ rate < 1.
//
// Source: Keras 3, keras/src/layers/regularization/dropout.py.
func Dropout(rate float64) *Layer {
	return newLayer(&spec.Dropout{Rate: checkRate("Dropout", rate)})
}

// checkRate returns the share of inputs that a layer drops.
func checkRate(class string, rate float64) float64 {
	if !(rate >= 0 && rate < 1) {
		panic(&Error{
			Who:      fmt.Sprintf("nnlib.%s(%v)", class, rate),
			Expected: "the share of inputs to drop, from 0 up to, not including, 1",
			Got:      fmt.Sprint(rate),
			Fix:      fmt.Sprintf("nnlib.%s(0.5)", class),
		})
	}
	return rate
}

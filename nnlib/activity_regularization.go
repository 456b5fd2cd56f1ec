package nnlib

import "nnbook/nnlib/internal/spec"

// ActivityRegularization returns a layer that passes its inputs on, and adds to the
// loss l1·Σ|x| + l2·Σx², divided by the number of rows. It has no weights. Keras'
// defaults are 0 and 0.
//
// Shapes: x and y are [batch, …].
//
// ActivityRegularization panics unless l1 and l2 are 0 or more.
//
// Source: Keras 3, keras/src/layers/regularization/activity_regularization.py.
func ActivityRegularization(l1, l2 float64) *Layer {
	const fix = "nnlib.ActivityRegularization(0.01, 0)"
	checkSetting("nnlib.ActivityRegularization", l1, l1 >= 0, "0 or a number above", fix)
	checkSetting("nnlib.ActivityRegularization", l2, l2 >= 0, "0 or a number above", fix)
	return newLayer(&spec.ActivityRegularization{L1: l1, L2: l2})
}

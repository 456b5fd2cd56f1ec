package nnlib

import "nnbook/nnlib/internal/spec"

// Regularizer adds a penalty to the loss, so that training keeps weights or outputs
// small: [L1], [L2], [L1L2] or [OrthogonalRegularizer]. See [KernelRegularizer].
// The losses that Fit and Evaluate tell include it, as in Keras.
//
// Source: Keras 3, keras/src/regularizers/regularizers.py.
type Regularizer struct{ object spec.Object }

// L1 is factor·Σ|w|, which makes many weights nearly 0. Keras' default is 0.01. It
// panics unless factor is 0 or more.
func L1(factor float64) Regularizer {
	checkSetting("nnlib.L1", factor, factor >= 0, "0 or a number above", "nnlib.L1(0.01)")
	return Regularizer{spec.Object{Class: spec.L1, Params: spec.Numbers{"l1": factor}}}
}

// L2 is factor·Σw². Keras' default is 0.01. It panics unless factor is 0 or more.
func L2(factor float64) Regularizer {
	checkSetting("nnlib.L2", factor, factor >= 0, "0 or a number above", "nnlib.L2(0.01)")
	return Regularizer{spec.Object{Class: spec.L2, Params: spec.Numbers{"l2": factor}}}
}

// L1L2 is l1·Σ|w| + l2·Σw². It panics unless both are 0 or more.
func L1L2(l1, l2 float64) Regularizer {
	checkSetting("nnlib.L1L2", l1, l1 >= 0, "0 or a number above", "nnlib.L1L2(0.01, 0.01)")
	checkSetting("nnlib.L1L2", l2, l2 >= 0, "0 or a number above", "nnlib.L1L2(0.01, 0.01)")
	return Regularizer{spec.Object{Class: spec.L1L2, Params: spec.Numbers{"l1": l1, "l2": l2}}}
}

// OrthogonalRegularizer is factor times the mean of |cosine| over all pairs of a
// kernel's rows, or of its columns with [ByColumns]: it is 0 where they are at right
// angles. Keras' default is 0.01. It is for the kernel of a [Dense] layer.
//
// It panics unless factor is 0 or more; training fails on a weight that has not two
// axes, with several rows and columns.
func OrthogonalRegularizer(factor float64, options ...OrthogonalOption) Regularizer {
	checkSetting("nnlib.OrthogonalRegularizer", factor, factor >= 0, "0 or a number above", "nnlib.OrthogonalRegularizer(0.01)")
	params := spec.Numbers{"factor": factor, "columns": 0}
	for range options {
		params["columns"] = 1
	}
	return Regularizer{spec.Object{Class: spec.OrthogonalRegularizer, Params: params}}
}

// OrthogonalOption is an option of [OrthogonalRegularizer]: [ByColumns].
type OrthogonalOption struct{}

// ByColumns compares columns, each of which makes one output, and not rows.
func ByColumns() OrthogonalOption { return OrthogonalOption{} }

// pointer is the regularizer as layers keep it.
func (r Regularizer) pointer(who string) *spec.Object {
	return given(who, "a regularizer", "nnlib.L2(0.01)", r.object)
}

// given panics for an object that no function of this package made.
func given(who, what, fix string, object spec.Object) *spec.Object {
	if object.Class == "" {
		panic(&Error{Who: "nnlib." + who, Expected: what, Got: "an empty one", Fix: fix})
	}
	return &object
}

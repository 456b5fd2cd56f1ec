package nnlib

import "nnbook/nnlib/internal/spec"

// Dot returns a layer that multiplies two inputs and adds the products up along
// an axis of each, counted as Keras does: 0 is the batch, and -1 the last.
// Dot(1, 1) of vectors is their dot product, [CosineOf] that of the angle.
//
// Shapes: inputs [batch, …], whose axes have one size, and y [batch, …] with the
// other axes of the first and then of the second; [batch, 1] where there are none.
//
// Calling it panics for axes that do not fit.
//
// Source: Keras 3, keras/src/layers/merging/dot.py.
func Dot(first, second int) *Layer { return newLayer(&spec.Dot{Axes: [2]int{first, second}}) }

// CosineOf is [Dot] of vectors that are brought to the length 1 before: how near
// their directions are, from -1 to 1. In Keras it is Dot(…, normalize=True).
func CosineOf(first, second int) *Layer {
	return newLayer(&spec.Dot{Axes: [2]int{first, second}, Normalize: true})
}

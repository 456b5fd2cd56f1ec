package nnlib

import "nnbook/nnlib/internal/spec"

// Concatenate returns a layer that lays its inputs end to end, along the last
// axis: features beside features.
//
//	y := nnlib.Concatenate().Call(wide, deep)
//
// Shapes: inputs [batch, …, n], of one shape but for n, and y [batch, …, sum of
// all n].
//
// Masks: where one of the inputs has one, y has, and a step counts there that does
// in one of them. Along the steps, masks are laid end to end. An input without a
// mask counts everywhere.
//
// Calling it panics for shapes that do not fit.
//
// Source: Keras 3, keras/src/layers/merging/concatenate.py.
func Concatenate() *Layer { return ConcatenateAlong(-1) }

// ConcatenateAlong is [Concatenate] along another axis, counted as Keras does: 0
// is the batch, and -1 the last.
func ConcatenateAlong(axis int) *Layer { return newLayer(&spec.Concatenate{Axis: axis}) }

package nnlib

import (
	"slices"

	"nnbook/nnlib/internal/spec"
)

// Reshape returns a layer that lays each row's values out in another shape. One of
// its sizes may be -1: it becomes what is left. It has no weights.
//
// Shapes: x is [batch, …], y is [batch, shape…], with as many values.
//
// Calling the layer panics if the values do not fit.
//
// Source: Keras 3, keras/src/layers/reshaping/reshape.py.
func Reshape(shape ...int) *Layer { return newLayer(&spec.Reshape{TargetShape: slices.Clone(shape)}) }

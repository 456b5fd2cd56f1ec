package nnlib

import (
	"slices"

	"nnbook/nnlib/internal/spec"
)

// Permute returns a layer that puts each row's axes in another order: Permute(2, 1)
// turns [batch, a, b] into [batch, b, a]. It has no weights.
//
// Shapes: axis i of y's rows is axis dims[i] of x', counted from 1.
//
// Calling the layer panics unless dims names each axis of x' rows once.
//
// Source: Keras 3, keras/src/layers/reshaping/permute.py.
func Permute(dims ...int) *Layer { return newLayer(&spec.Permute{Dims: slices.Clone(dims)}) }

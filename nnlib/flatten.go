package nnlib

import "nnbook/nnlib/internal/spec"

// Flatten returns a layer that lays the axes of each row end to end, as the
// pixels of an image into one long row. It has no weights.
//
// Shapes: x is [batch, a, b, …], y is [batch, a·b·…].
//
// Source: Keras 3, keras/src/layers/reshaping/flatten.py.
func Flatten() *Layer { return newLayer(&spec.Flatten{}) }

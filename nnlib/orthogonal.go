package nnlib

import "nnbook/nnlib/internal/spec"

// Orthogonal draws a matrix whose columns, or rows where it has fewer of them, are
// orthogonal and of length 1; axes before the last count as rows. Such a product
// keeps lengths. The recurrent layers' state kernels start so by default.
func Orthogonal() Initializer { return initializer(spec.Orthogonal, map[string]float64{"gain": 1}) }

package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// Discretization returns a layer that replaces each number by that of its bin: how
// many boundaries are no larger. It has no weights. [BinBoundaries] finds boundaries
// with about as many values in each bin.
//
//	nnlib.Discretization([]float64{0, 18, 65}) // 17 → 1, 18 → 2, 70 → 3
//
// Shapes: x and y are [batch, …]; with an [Encoding], as of [CategoryEncoding] with
// one category more than there are boundaries.
//
// Default: the bin's number.
//
// Discretization panics unless the boundaries are finite and in order.
//
// Source: Keras 3, keras/src/layers/preprocessing/discretization.py.
func Discretization(boundaries []float64, encodings ...Encoding) *Layer {
	checkBoundaries(boundaries)
	config := &spec.Discretization{BinBoundaries: slices.Clone(boundaries), OutputMode: spec.AsInt}
	for _, encoding := range encodings {
		config.OutputMode = encoding.mode()
	}
	return newLayer(config)
}

func checkBoundaries(boundaries []float64) {
	for i, boundary := range boundaries {
		if boundary-boundary != 0 || i > 0 && boundary < boundaries[i-1] {
			panic(&Error{
				Who:      "nnlib.Discretization",
				Expected: "finite boundaries, the smallest first",
				Got:      fmt.Sprint(boundaries),
				Fix:      "nnlib.Discretization([]float64{0, 18, 65})",
			})
		}
	}
}

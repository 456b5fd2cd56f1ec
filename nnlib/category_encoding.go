package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// CategoryEncoding returns a layer that writes numbers of categories, from 0, as
// zeros and ones. Numbers that are no category are zeros only. It has no weights.
//
// Shapes: with [MultiHot] and [Count] x is [batch, n] or [batch], and y [batch,
// categories]; with [OneHot] x is [batch, …] and y [batch, …, categories], where a
// last axis of size 1 goes away first.
//
// Default: [MultiHot].
//
// CategoryEncoding panics if categories is less than 1; calling it panics for rows
// with several axes, but for OneHot.
//
// Source: Keras 3, keras/src/layers/preprocessing/category_encoding.py.
func CategoryEncoding(categories int, encodings ...Encoding) *Layer {
	if categories < 1 {
		panic(&Error{
			Who:      fmt.Sprintf("nnlib.CategoryEncoding(%d)", categories),
			Expected: "at least 1 category",
			Got:      fmt.Sprint(categories),
			Fix:      "nnlib.CategoryEncoding(10), for categories from 0 to 9",
		})
	}
	config := &spec.CategoryEncoding{NumTokens: categories, OutputMode: spec.AsMultiHot}
	for _, encoding := range encodings {
		config.OutputMode = encoding.mode()
	}
	return newLayer(config)
}

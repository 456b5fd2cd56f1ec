package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// RepeatVector returns a layer that repeats each row n times, as the input of a
// recurrent layer. It has no weights.
//
// Shapes: x is [batch, features], y is [batch, n, features].
//
// RepeatVector panics if n < 1; calling it panics unless rows have one axis.
//
// Source: Keras 3, keras/src/layers/reshaping/repeat_vector.py.
func RepeatVector(n int) *Layer {
	if n < 1 {
		panic(&Error{
			Who:      fmt.Sprintf("nnlib.RepeatVector(%d)", n),
			Expected: "at least 1 repetition",
			Got:      fmt.Sprint(n),
			Fix:      "nnlib.RepeatVector(3)",
		})
	}
	return newLayer(&spec.RepeatVector{N: n})
}

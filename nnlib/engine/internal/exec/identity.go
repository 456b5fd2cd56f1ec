package exec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// identity returns the function that gives one value after the other of a matrix
// with gain on its diagonal, and 0 elsewhere.
//
// Source: Keras 3, keras/src/initializers/constant_initializers.py.
func identity(shape []int, gain float64) (func() float64, error) {
	if len(shape) != 2 {
		return nil, &fault.Error{
			Who:      spec.Identity,
			Expected: "a weight with two axes",
			Got:      fmt.Sprintf("one of shape %v", shape),
			Fix:      "nnlib.Orthogonal(), which takes any weight",
		}
	}
	at := -1
	return func() float64 {
		if at++; at/shape[1] == at%shape[1] {
			return gain
		}
		return 0
	}, nil
}

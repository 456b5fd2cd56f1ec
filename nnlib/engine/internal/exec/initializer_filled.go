package exec

import (
	"fmt"
	"math/rand/v2"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// filled are initializers whose values hang on one another.
//
// Source: Keras 3, keras/src/initializers/random_initializers.py and
// constant_initializers.py.
var filled = map[string]func(o spec.Object, shape []int, random *rand.Rand) ([]float32, error){
	spec.Identity:   identity,
	spec.Orthogonal: orthogonal,
}

// identity has gain on its diagonal and 0 elsewhere.
func identity(o spec.Object, shape []int, _ *rand.Rand) ([]float32, error) {
	if len(shape) != 2 {
		return nil, &fault.Error{
			Who: spec.Identity, Expected: "a weight with two axes", Got: fmt.Sprintf("one of shape %v", shape),
			Fix: "nnlib.Orthogonal(1)",
		}
	}
	values := make([]float32, shape[0]*shape[1])
	for i := range min(shape[0], shape[1]) {
		values[i*shape[1]+i] = float32(o.Param("gain"))
	}
	return values, nil
}

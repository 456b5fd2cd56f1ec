package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// DenseOption is an option of [Dense]: an [Activation] or a [KernelOption].
type DenseOption interface{ dense(*spec.Dense) }

// Dense returns a fully connected layer, y = activation(x·kernel + bias).
//
// Shapes: x is [batch, …, in], kernel [in, units], bias [units] and
// y [batch, …, units].
//
// Defaults: [Linear], [GlorotUniform] kernel, zero bias.
//
// Dense panics if units < 1, and for a [Softmax] over a single unit, whose
// output is always 1; calling it panics if x has no axis of features.
//
// Source: Keras 3, keras/src/layers/core/dense.py.
func Dense(units int, options ...DenseOption) *Layer {
	who := fmt.Sprintf("nnlib.Dense(%d)", units)
	if units < 1 {
		panic(&Error{Who: who, Expected: "at least 1 unit", Got: fmt.Sprint(units), Fix: "nnlib.Dense(1)"})
	}
	config := &spec.Dense{
		Units:             units,
		Activation:        Linear.object(),
		UseBias:           true,
		KernelInitializer: GlorotUniform().object,
		BiasInitializer:   Zeros().object,
	}
	for _, option := range options {
		option.dense(config)
	}
	if units == 1 && config.Activation.Class == spec.Softmax {
		panic(&Error{
			Who:      who,
			Expected: "several units for a softmax, which makes them add up to 1",
			Got:      "one unit, whose output would always be 1",
			Fix:      "nnlib.Dense(1, nnlib.Sigmoid)",
		})
	}
	return newLayer(config)
}

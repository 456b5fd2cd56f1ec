package nnlib

import "nnbook/nnlib/internal/spec"

// TimeDistributed returns a layer that applies another one to each step, with the
// same weights, as if steps were rows. [Dense], which works on the last axis, needs
// no TimeDistributed.
//
// Shapes: x is [batch, steps, …], y [batch, steps, …] with what the other layer
// makes of the axes after the steps.
//
// TimeDistributed panics for nil; calling it panics if rows have fewer than two
// axes, and if a step does not fit the other layer.
//
// Source: Keras 3, keras/src/layers/rnn/time_distributed.py.
func TimeDistributed(layer *Layer) *Layer {
	if layer == nil {
		panic(&Error{Who: "nnlib.TimeDistributed", Expected: "a layer", Got: "nil", Fix: "nnlib.TimeDistributed(nnlib.Flatten())"})
	}
	name := layer.name
	if name == "" {
		name = spec.Snake(layer.config.Class())
	}
	return newLayer(&spec.TimeDistributed{Layer: spec.Layer{Name: name, Config: layer.config}})
}

package nnlib

import "nnbook/nnlib/internal/spec"

// Activation names the function that a layer applies to its outputs. Pass one
// of the constants to [Dense].
//
// Source: Keras 3, keras/src/activations/activations.py.
type Activation string

const (
	Linear    Activation = spec.Linear    // x
	ReLU      Activation = spec.ReLU      // max(x, 0)
	Sigmoid   Activation = spec.Sigmoid   // 1 / (1 + e⁻ˣ), between 0 and 1
	Tanh      Activation = spec.Tanh      // between -1 and 1
	Softmax   Activation = spec.Softmax   // e^xᵢ / Σ e^xⱼ over the last axis: probabilities
	ELU       Activation = spec.ELU       // x, or e^x - 1 below zero
	SELU      Activation = spec.SELU      // ELU with α 1.6733, times 1.0507
	GELU      Activation = spec.GELU      // x·Φ(x), Φ the normal distribution's, exact
	LeakyReLU Activation = spec.LeakyReLU // x, or 0.2·x below zero
)

var activations = map[Activation]map[string]float64{
	Linear:    nil,
	ReLU:      nil,
	Sigmoid:   nil,
	Tanh:      nil,
	Softmax:   nil,
	ELU:       {"alpha": 1},
	SELU:      nil,
	GELU:      {"approximate": 0},
	LeakyReLU: {"negative_slope": 0.2},
}

// object is the activation as the engine knows it.
func (a Activation) object() spec.Object {
	params, ok := activations[a]
	if !ok {
		panic(&Error{
			Who:      "nnlib.Activation",
			Expected: "one of nnlib's activations",
			Got:      string(a),
			Fix:      "nnlib.ReLU, or another of Linear, Sigmoid, Tanh, Softmax, ELU, SELU, GELU, LeakyReLU",
		})
	}
	return spec.Object{Class: string(a), Params: params}
}

func (a Activation) dense(c *spec.Dense) { c.Activation = a.object() }

package nnlib

import "nnbook/nnlib/internal/spec"

// Activation is a function that a layer applies to its outputs: give it to a layer
// such as [Dense] as it is. Called, it is a layer of its own.
//
//	nnlib.Dense(300, nnlib.ReLU),
//
//	nnlib.Dense(300, nnlib.NoBias()), nnlib.BatchNormalization(), nnlib.ReLU(),
//
// As a layer some take options: nnlib.LeakyReLU(nnlib.NegativeSlope(0.1)). A layer
// panics for an option that its function does not have. It has no weights; see
// [PReLU] for one that learns.
//
// Shapes: y has the shape of x, of [GLU] half the last axis.
//
// Source: Keras 3, keras/src/activations/activations.py and, of layers,
// keras/src/layers/activations.
type Activation func(options ...ActivationOption) *Layer

// Straight lines, at least on one side.
var (
	// Linear is x.
	Linear = activation(spec.Linear, nil)

	// ReLU is max(x, 0). Options: [MaxValue], [NegativeSlope] and [Threshold].
	ReLU = layerActivation(spec.ReLU, nil, reluDefaults, reluLayer)

	// ReLU6 is max(x, 0), and 6 at most.
	ReLU6 = activation(spec.ReLU6, nil)

	// LeakyReLU is x, or 0.2·x below zero. As a layer it is 0.3·x there, as in Keras.
	// Option: [NegativeSlope].
	LeakyReLU = layerActivation(spec.LeakyReLU, spec.Numbers{"negative_slope": 0.2}, spec.Numbers{"negative_slope": 0.3}, leakyReLULayer)

	// HardSigmoid is x/6 + 1/2, from 0 to 1.
	HardSigmoid = activation(spec.HardSigmoid, nil)

	// SparseSigmoid is (x + 1)/2, from 0 to 1.
	SparseSigmoid = activation(spec.SparseSigmoid, nil)

	// HardTanh is x, from -1 to 1.
	HardTanh = activation(spec.HardTanh, nil)

	// SoftShrink moves x by 0.5 towards 0, but not beyond. Option: [Threshold].
	SoftShrink = activation(spec.SoftShrink, spec.Numbers{"threshold": 0.5})

	// HardShrink is x, or 0 from -0.5 to 0.5. Option: [Threshold].
	HardShrink = activation(spec.HardShrink, spec.Numbers{"threshold": 0.5})
)

// Thresholded is x where it is above a threshold, and another value elsewhere. It is
// Keras' threshold. It panics for NaN and Inf.
//
//	nnlib.Dense(30, nnlib.Thresholded(0.1, 0))
func Thresholded(threshold, otherwise float64) Activation {
	checkSetting("nnlib.Thresholded", threshold, true, "a number as the threshold", "nnlib.Thresholded(0.1, 0)")
	checkSetting("nnlib.Thresholded", otherwise, true, "a number as the other value", "nnlib.Thresholded(0.1, 0)")
	return activation(spec.Threshold, spec.Numbers{"threshold": threshold, "default_value": otherwise})
}

// Curves.
var (
	// ELU is x, or eˣ - 1 below zero. Option: [Alpha], which multiplies that.
	ELU = layerActivation(spec.ELU, spec.Numbers{"alpha": 1}, spec.Numbers{"alpha": 1}, eluLayer)

	// CELU is x, or α·(e^(x/α) - 1) below zero. Option: [Alpha] 1.
	CELU = activation(spec.CELU, spec.Numbers{"alpha": 1})

	// SELU is an ELU with α 1.6733, times 1.0507.
	SELU = activation(spec.SELU, nil)

	// GELU is x·Φ(x), Φ the normal distribution's, exact. Option: [Approximate].
	GELU = activation(spec.GELU, spec.Numbers{"approximate": 0})

	// SiLU is x·Sigmoid(x), also known as swish.
	SiLU = activation(spec.SiLU, nil)

	// HardSiLU is x·HardSigmoid(x), also known as hard swish.
	HardSiLU = activation(spec.HardSiLU, nil)

	// Mish is x·tanh(Softplus(x)).
	Mish = activation(spec.Mish, nil)

	// Sigmoid is 1 / (1 + e⁻ˣ), between 0 and 1.
	Sigmoid = activation(spec.Sigmoid, nil)

	// LogSigmoid is the logarithm of Sigmoid(x).
	LogSigmoid = activation(spec.LogSigmoid, nil)

	// Tanh is the hyperbolic tangent, between -1 and 1.
	Tanh = activation(spec.Tanh, nil)

	// TanhShrink is x - tanh(x).
	TanhShrink = activation(spec.TanhShrink, nil)

	// Softsign is x / (1 + |x|), between -1 and 1.
	Softsign = activation(spec.Softsign, nil)

	// Softplus is log(1 + eˣ).
	Softplus = activation(spec.Softplus, nil)

	// Squareplus is (x + √(x² + 4)) / 2.
	Squareplus = activation(spec.Squareplus, spec.Numbers{"b": 4})

	// SparsePlus is 0 below -1, x above 1, and (x + 1)²/4 between.
	SparsePlus = activation(spec.SparsePlus, nil)

	// Exponential is eˣ.
	Exponential = activation(spec.Exponential, nil)
)

// What looks at a whole row.
var (
	// Softmax is e^xᵢ / Σ e^xⱼ over the last axis: probabilities. Option: [Axis]. As a
	// layer along the steps, it gives those that a mask hides 0.
	Softmax = layerActivation(spec.Softmax, nil, spec.Numbers{"axis": -1}, softmaxLayer)

	// LogSoftmax is the logarithm of Softmax(x).
	LogSoftmax = activation(spec.LogSoftmax, nil)

	// Sparsemax is the probabilities nearest to x, many of which are 0.
	Sparsemax = activation(spec.Sparsemax, nil)

	// GLU is the last axis' first half, times the Sigmoid of the second.
	GLU = activation(spec.GLU, nil)
)

// object is the activation as the engine knows it.
func (a Activation) object() spec.Object {
	if a != nil {
		if layer := a(); layer != nil && layer.function != nil {
			return *layer.function
		}
	}
	panic(&Error{
		Who:      "nnlib.Activation",
		Expected: "one of nnlib's activations",
		Got:      "another function",
		Fix:      "nnlib.ReLU, or another that nnlib.Activation lists",
	})
}

func (a Activation) dense(c *spec.Dense) { c.Activation = a.object() }

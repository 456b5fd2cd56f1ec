package nnlib

import "nnbook/nnlib/internal/spec"

// AdamaxOption is an option of [Adamax].
type AdamaxOption interface {
	adamax(*spec.Object)
}

// Adamax returns [Adam] with a fading maximum u of the gradient's size in place
// of the mean of its square:
//
//	m ← β₁·m + (1-β₁)·g
//	u ← max(β₂·u, |g|)
//	w ← w - rate / (1-β₁ᵗ) · m / (u + ε)
//
// Defaults: [LearningRate] 0.001, [Beta1] 0.9, [Beta2] 0.999, [Epsilon] 1e-7.
//
// Source: Kingma and Ba, https://arxiv.org/abs/1412.6980; Keras 3,
// keras/src/optimizers/adamax.py.
func Adamax(options ...AdamaxOption) Optimizer {
	defaults := spec.Numbers{"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
	return newOptimizer(spec.Adamax, defaults, options, AdamaxOption.adamax)
}

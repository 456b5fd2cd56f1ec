package nnlib

import "nnbook/nnlib/internal/spec"

// AdamOption is an option of [Adam].
type AdamOption interface {
	adam(params map[string]float64)
}

// Adam returns the optimizer that gives each weight a step size of its own, from
// running means m of its gradient and v of the gradient's square:
//
//	m ← β₁·m + (1-β₁)·g
//	v ← β₂·v + (1-β₂)·g²
//	w ← w - rate · √(1-β₂ᵗ)/(1-β₁ᵗ) · m / (√v + ε)
//
// Defaults: [LearningRate] 0.001, [Beta1] 0.9, [Beta2] 0.999, [Epsilon] 1e-7.
//
// Source: Kingma and Ba, https://arxiv.org/abs/1412.6980; Keras 3,
// keras/src/optimizers/adam.py.
func Adam(options ...AdamOption) Optimizer {
	params := map[string]float64{"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
	for _, option := range options {
		option.adam(params)
	}
	return Optimizer{spec.Object{Class: spec.Adam, Params: params}}
}

// Beta1 sets how slowly Adam's mean of the gradients fades. It panics unless
// 0 ≤ beta < 1.
func Beta1(beta float64) AdamOption {
	checkSetting("nnlib.Beta1", beta, beta >= 0 && beta < 1, "a number from 0 up to, not including, 1", "nnlib.Beta1(0.9)")
	return setting{"beta_1", beta}
}

// Beta2 sets how slowly Adam's mean of the squared gradients fades. It panics
// unless 0 ≤ beta < 1.
func Beta2(beta float64) AdamOption {
	checkSetting("nnlib.Beta2", beta, beta >= 0 && beta < 1, "a number from 0 up to, not including, 1", "nnlib.Beta2(0.999)")
	return setting{"beta_2", beta}
}

// Epsilon sets the small number that keeps Adam from dividing by zero. It panics
// unless it is above zero.
func Epsilon(epsilon float64) AdamOption {
	checkSetting("nnlib.Epsilon", epsilon, epsilon > 0, "a number above 0", "nnlib.Epsilon(1e-7)")
	return setting{"epsilon", epsilon}
}

package nnlib

import "nnbook/nnlib/internal/spec"

// AdamOption is an option of [Adam].
type AdamOption interface {
	adam(*spec.Object)
}

// Adam returns the optimizer that gives each weight a step size of its own, from
// running means m of its gradient and v of the gradient's square:
//
//	m ← β₁·m + (1-β₁)·g
//	v ← β₂·v + (1-β₂)·g²
//	w ← w - rate · √(1-β₂ᵗ)/(1-β₁ᵗ) · m / (√v + ε)
//
// Defaults: [LearningRate] 0.001, [Beta1] 0.9, [Beta2] 0.999, [Epsilon] 1e-7, no
// [AMSGrad].
//
// Source: Kingma and Ba, https://arxiv.org/abs/1412.6980; Keras 3,
// keras/src/optimizers/adam.py.
func Adam(options ...AdamOption) Optimizer {
	defaults := spec.Numbers{"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": 0}
	return newOptimizer(spec.Adam, defaults, options, AdamOption.adam)
}

// AdamWOption is an option of [AdamW].
type AdamWOption interface {
	adamW(*spec.Object)
}

// AdamW returns [Adam] that first takes a share off each weight, at each step
// w ← w - rate·decay·w, biases included.
//
// Defaults: as Adam's, [WeightDecay] 0.004.
//
// Source: Loshchilov and Hutter, https://arxiv.org/abs/1711.05101; Keras 3,
// keras/src/optimizers/adamw.py.
func AdamW(options ...AdamWOption) Optimizer {
	defaults := spec.Numbers{
		"learning_rate": 0.001, "weight_decay": 0.004,
		"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": 0,
	}
	return newOptimizer(spec.AdamW, defaults, options, AdamWOption.adamW)
}

// AMSGradOption is an option of [Adam] and [AdamW]: [AMSGrad].
type AMSGradOption interface {
	AdamOption
	AdamWOption
}

// AMSGrad makes Adam divide by the largest v so far, so that steps do not grow
// again.
//
// Source: Reddi, Kale and Kumar, https://arxiv.org/abs/1904.09237.
func AMSGrad() AMSGradOption { return set("amsgrad", 1) }

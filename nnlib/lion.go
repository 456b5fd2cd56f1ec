package nnlib

import "nnbook/nnlib/internal/spec"

// LionOption is an option of [Lion].
type LionOption interface {
	lion(*spec.Object)
}

// Lion returns the optimizer that always steps equally far, in the direction of
// the sign of a mean of momentum m and gradient:
//
//	w ← w - rate · sign(β₁·m + (1-β₁)·g)
//	m ← β₂·m + (1-β₂)·g
//
// Defaults: [LearningRate] 0.001, [Beta1] 0.9, [Beta2] 0.99.
//
// Source: Chen et al., https://arxiv.org/abs/2302.06675; Keras 3,
// keras/src/optimizers/lion.py.
func Lion(options ...LionOption) Optimizer {
	defaults := spec.Numbers{"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.99}
	return newOptimizer(spec.Lion, defaults, options, LionOption.lion)
}

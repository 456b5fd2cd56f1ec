package nnlib

import "nnbook/nnlib/internal/spec"

// AdadeltaOption is an option of [Adadelta].
type AdadeltaOption interface {
	adadelta(*spec.Object)
}

// Adadelta returns the optimizer whose step sizes are the ratio of two running
// means, d of the squares of steps and v of those of gradients:
//
//	v ← ρ·v + (1-ρ)·g²
//	s = g · √(d + ε) / √(v + ε)
//	d ← ρ·d + (1-ρ)·s²
//	w ← w - rate · s
//
// Defaults: [LearningRate] 0.001 (the paper has 1), [Rho] 0.95, [Epsilon] 1e-7.
//
// Source: Zeiler, https://arxiv.org/abs/1212.5701; Keras 3,
// keras/src/optimizers/adadelta.py.
func Adadelta(options ...AdadeltaOption) Optimizer {
	defaults := spec.Numbers{"learning_rate": 0.001, "rho": 0.95, "epsilon": 1e-7}
	return newOptimizer(spec.Adadelta, defaults, options, AdadeltaOption.adadelta)
}

package nnlib

import "nnbook/nnlib/internal/spec"

// RMSpropOption is an option of [RMSprop].
type RMSpropOption interface {
	rmsprop(*spec.Object)
}

// RMSprop returns the optimizer that divides gradients by the root of the
// running mean of their squares:
//
//	v ← ρ·v + (1-ρ)·g²
//	w ← w - rate · g / √(v + ε)
//
// With [Momentum] a velocity takes the step, v' ← momentum·v' + rate·g/√(v + ε)
// and w ← w - v'.
//
// Defaults: [LearningRate] 0.001, [Rho] 0.9, [Epsilon] 1e-7, no momentum, not
// [Centered].
//
// Source: Keras 3, keras/src/optimizers/rmsprop.py.
func RMSprop(options ...RMSpropOption) Optimizer {
	defaults := spec.Numbers{"learning_rate": 0.001, "rho": 0.9, "momentum": 0, "epsilon": 1e-7, "centered": 0}
	return newOptimizer(spec.RMSprop, defaults, options, RMSpropOption.rmsprop)
}

// Centered makes RMSprop divide by the gradient's deviation from its mean.
func Centered() RMSpropOption { return set("centered", 1) }

package nnlib

import "nnbook/nnlib/internal/spec"

// PReLU returns a [LeakyReLU] that learns its slope below zero: y = max(x, 0) +
// alpha·min(x, 0).
//
// Shapes: x and y are [batch, …], alpha is […], or 1 along [SharedAxes].
//
// Default: [Zeros] alpha.
//
// PReLU's call panics for shared axes that x has not.
//
// Source: Keras 3, keras/src/layers/activations/prelu.py.
func PReLU(options ...PReLUOption) *Layer {
	config := &spec.PReLU{AlphaInitializer: Zeros().object}
	for _, option := range options {
		option(config)
	}
	return newLayer(config)
}

// PReLUOption is an option of [PReLU]: see [SharedAxes], [AlphaInitializer],
// [AlphaRegularizer] and [AlphaConstraint].
type PReLUOption func(*spec.PReLU)

// SharedAxes lets all places along some axes share a slope. Axes are counted from
// 1: after a Conv2D, SharedAxes(1, 2) gives each filter one slope.
func SharedAxes(axes ...int) PReLUOption {
	return func(c *spec.PReLU) { c.SharedAxes = axes }
}

// AlphaInitializer sets how the slopes start, instead of [Zeros].
func AlphaInitializer(initializer Initializer) PReLUOption {
	return func(c *spec.PReLU) { c.AlphaInitializer = initializer.object }
}

// AlphaRegularizer adds a penalty for the slopes to the loss.
func AlphaRegularizer(regularizer Regularizer) PReLUOption {
	return func(c *spec.PReLU) { c.AlphaRegularizer = regularizer.pointer("AlphaRegularizer") }
}

// AlphaConstraint sets what holds for the slopes after each step of training.
func AlphaConstraint(constraint Constraint) PReLUOption {
	return func(c *spec.PReLU) { c.AlphaConstraint = constraint.pointer("AlphaConstraint") }
}

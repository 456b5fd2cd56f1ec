package nnlib

import "nnbook/nnlib/internal/spec"

// SGDOption is an option of [SGD].
type SGDOption interface {
	sgd(*spec.Object)
}

// SGD returns stochastic gradient descent, w ← w - rate·g. With [Momentum] a
// velocity v takes the step, v ← momentum·v - rate·g and w ← w + v, or with
// [Nesterov] w ← w + momentum·v - rate·g.
//
// Defaults: [LearningRate] 0.01, no momentum.
//
// Source: Keras 3, keras/src/optimizers/sgd.py.
func SGD(options ...SGDOption) Optimizer {
	defaults := spec.Numbers{"learning_rate": 0.01, "momentum": 0, "nesterov": 0}
	return newOptimizer(spec.SGD, defaults, options, SGDOption.sgd)
}

// Nesterov makes SGD's momentum look one step ahead. It needs [Momentum].
func Nesterov() SGDOption { return set("nesterov", 1) }

package nnlib

import "nnbook/nnlib/internal/spec"

// SGDOption is an option of [SGD].
type SGDOption interface {
	sgd(params map[string]float64)
}

// SGD returns stochastic gradient descent, w ← w - rate·g. With [Momentum] a
// velocity v takes the step, v ← momentum·v - rate·g and w ← w + v, or with
// [Nesterov] w ← w + momentum·v - rate·g.
//
// Defaults: [LearningRate] 0.01, no momentum.
//
// Source: Keras 3, keras/src/optimizers/sgd.py.
func SGD(options ...SGDOption) Optimizer {
	params := map[string]float64{"learning_rate": 0.01, "momentum": 0, "nesterov": 0}
	for _, option := range options {
		option.sgd(params)
	}
	return Optimizer{spec.Object{Class: spec.SGD, Params: params}}
}

// Nesterov makes SGD's momentum look one step ahead. It needs [Momentum].
func Nesterov() SGDOption { return setting{"nesterov", 1} }

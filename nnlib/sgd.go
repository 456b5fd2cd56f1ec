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

// Momentum sets the share of the last step that SGD repeats, such as 0.9. It
// panics unless 0 ≤ momentum ≤ 1.
func Momentum(momentum float64) SGDOption {
	checkSetting("nnlib.Momentum", momentum, momentum >= 0 && momentum <= 1, "a number from 0 to 1", "nnlib.Momentum(0.9)")
	return setting{"momentum", momentum}
}

// Nesterov makes SGD's momentum look one step ahead. It needs [Momentum].
func Nesterov() SGDOption { return setting{"nesterov", 1} }

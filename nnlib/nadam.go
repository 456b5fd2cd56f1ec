package nnlib

import "nnbook/nnlib/internal/spec"

// NadamOption is an option of [Nadam].
type NadamOption interface {
	nadam(params map[string]float64)
}

// Nadam returns [Adam] with Nesterov's momentum, which looks one step ahead.
//
// Defaults: [LearningRate] 0.001, [Beta1] 0.9, [Beta2] 0.999, [Epsilon] 1e-7.
//
// Source: Dozat, http://cs229.stanford.edu/proj2015/054_report.pdf; Keras 3,
// keras/src/optimizers/nadam.py.
func Nadam(options ...NadamOption) Optimizer {
	params := map[string]float64{"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
	for _, option := range options {
		option.nadam(params)
	}
	return Optimizer{spec.Object{Class: spec.Nadam, Params: params}}
}

package nnlib

import "nnbook/nnlib/internal/spec"

// NadamOption is an option of [Nadam].
type NadamOption interface {
	nadam(*spec.Object)
}

// Nadam returns [Adam] with Nesterov's momentum, which looks one step ahead.
//
// Defaults: [LearningRate] 0.001, [Beta1] 0.9, [Beta2] 0.999, [Epsilon] 1e-7.
//
// Source: Dozat, http://cs229.stanford.edu/proj2015/054_report.pdf; Keras 3,
// keras/src/optimizers/nadam.py.
func Nadam(options ...NadamOption) Optimizer {
	defaults := spec.Numbers{"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
	return newOptimizer(spec.Nadam, defaults, options, NadamOption.nadam)
}

package nnlib

import "nnbook/nnlib/internal/spec"

// AdagradOption is an option of [Adagrad].
type AdagradOption interface {
	adagrad(*spec.Object)
}

// Adagrad returns the optimizer that divides gradients by the root of the sum s
// of all their squares, so that steps become ever smaller:
//
//	s ← s + g²
//	w ← w - rate · g / √(s + ε)
//
// Defaults: [LearningRate] 0.001, [InitialAccumulatorValue] 0.1, [Epsilon] 1e-7.
//
// Source: Duchi, Hazan and Singer, https://jmlr.org/papers/v12/duchi11a.html;
// Keras 3, keras/src/optimizers/adagrad.py.
func Adagrad(options ...AdagradOption) Optimizer {
	defaults := spec.Numbers{"learning_rate": 0.001, "initial_accumulator_value": 0.1, "epsilon": 1e-7}
	return newOptimizer(spec.Adagrad, defaults, options, AdagradOption.adagrad)
}

// AccumulatorOption is an option of [Adagrad] and [Ftrl]: [InitialAccumulatorValue].
type AccumulatorOption interface {
	AdagradOption
	FtrlOption
}

// InitialAccumulatorValue sets what the sum of squares starts with. It panics
// unless it is 0 or more.
func InitialAccumulatorValue(value float64) AccumulatorOption {
	checkSetting("nnlib.InitialAccumulatorValue", value, value >= 0, "0 or a number above", "nnlib.InitialAccumulatorValue(0.1)")
	return set("initial_accumulator_value", value)
}

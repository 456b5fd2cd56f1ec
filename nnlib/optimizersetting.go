package nnlib

import "nnbook/nnlib/internal/spec"

// optimizerSetting changes an optimizer's settings.
type optimizerSetting func(*spec.Object)

func (s optimizerSetting) adam(o *spec.Object)     { s(o) }
func (s optimizerSetting) adamW(o *spec.Object)    { s(o) }
func (s optimizerSetting) nadam(o *spec.Object)    { s(o) }
func (s optimizerSetting) adamax(o *spec.Object)   { s(o) }
func (s optimizerSetting) rmsprop(o *spec.Object)  { s(o) }
func (s optimizerSetting) adagrad(o *spec.Object)  { s(o) }
func (s optimizerSetting) adadelta(o *spec.Object) { s(o) }
func (s optimizerSetting) lion(o *spec.Object)     { s(o) }
func (s optimizerSetting) sgd(o *spec.Object)      { s(o) }
func (s optimizerSetting) ftrl(o *spec.Object)     { s(o) }

// set is an option that is one number.
func set(name string, value float64) optimizerSetting {
	return func(o *spec.Object) { o.Params[name] = value }
}

// newOptimizer makes an optimizer of defaults and options.
func newOptimizer[O any](class string, defaults spec.Numbers, options []O, apply func(O, *spec.Object)) Optimizer {
	object := spec.Object{Class: class, Params: defaults}
	for _, option := range options {
		apply(option, &object)
	}
	checkClips(object)
	checkEMA(object)
	return Optimizer{object}
}

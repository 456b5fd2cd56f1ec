package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// Normalization returns a layer that takes the mean off each feature and divides it
// by its standard deviation: y = (x - mean) / √variance. Both come from data, with
// [Adapt], or from you, with [Moments]; training leaves them alone. [Standardize] does
// the same to data; as a part of the model it is there when others use it.
//
//	var normalization = nnlib.Normalization(nnlib.Adapt(train))
//
// Shapes: x and y are [batch, …, features], mean and variance [features], or the
// sizes of all axes that have means of their own.
//
// Default: [Axis] -1; see [NoAxis].
//
// Normalization panics unless it has one of Adapt and Moments; calling it panics if
// the data have rows of another shape than x.
//
// Source: Keras 3, keras/src/layers/preprocessing/normalization.py.
func Normalization(options ...NormalizationOption) *Layer {
	config := &spec.Normalization{Axis: []int{-1}}
	for _, option := range options {
		option.normalization(config)
	}
	if (config.From == nil) == (config.Mean == nil) {
		panic(&Error{
			Who:      "nnlib.Normalization",
			Expected: "either data to learn means from, or means and variances",
			Got:      "neither or both",
			Fix:      "nnlib.Normalization(nnlib.Adapt(train))",
		})
	}
	return newLayer(config)
}

// NormalizationOption is an option of [Normalization]: [Adapt], [Moments], [Axis],
// [NoAxis] or [Invert].
type NormalizationOption interface {
	normalization(*spec.Normalization)
}

// NormalizationSetting is an option of [Normalization] only.
type NormalizationSetting func(*spec.Normalization)

func (s NormalizationSetting) normalization(c *spec.Normalization) { s(c) }
func (a Axes) normalization(c *spec.Normalization)                 { c.Axis = a }

// Adapt lets a [Normalization] learn means and variances from the rows of train,
// before the first of them is needed. Nothing is read when it is declared. A feature
// that never changes has the variance 1, so that it becomes 0 (in Keras it has 0, and
// another value than the mean becomes ten million times as large).
//
// Adapt panics if train has no rows.
func Adapt(train *Dataset) NormalizationSetting {
	if train == nil || train.Len() == 0 {
		panic(&Error{Who: "nnlib.Adapt", Expected: "rows to learn means and variances from", Got: "none", Fix: "nnlib.Adapt(train)"})
	}
	from := &spec.Deferred{
		Data: func() spec.Dataset { return train.spec },
		Complete: func() spec.Dataset {
			declared := train.wire()
			train.offer()
			return declared
		},
	}
	return func(c *spec.Normalization) { c.From = from }
}

// Moments sets the means and the variances of a [Normalization], one of each for each
// feature, or one for all.
//
// Moments panics unless there are as many of both, all finite, and variances 0 or
// more.
func Moments(means, variances []float64) NormalizationSetting {
	bad := len(means) == 0 || len(means) != len(variances)
	for i := range min(len(means), len(variances)) {
		bad = bad || means[i]-means[i] != 0 || variances[i]-variances[i] != 0 || variances[i] < 0
	}
	if bad {
		panic(&Error{
			Who:      "nnlib.Moments",
			Expected: "as many means as variances, the latter 0 or more",
			Got:      fmt.Sprintf("%v and %v", means, variances),
			Fix:      "nnlib.Moments([]float64{3.9, 28.6}, []float64{3.6, 158.4})",
		})
	}
	return func(c *spec.Normalization) { c.Mean, c.Variance = slices.Clone(means), slices.Clone(variances) }
}

// NoAxis lets all values of a row have the same mean and variance.
func NoAxis() NormalizationSetting { return func(c *spec.Normalization) { c.Axis = []int{} } }

// Invert lets a [Normalization] go the way back, y = x·√variance + mean.
func Invert() NormalizationSetting { return func(c *spec.Normalization) { c.Invert = true } }

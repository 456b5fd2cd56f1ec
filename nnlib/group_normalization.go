package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// GroupNormalization returns a layer that splits each row's channels into groups and
// brings all values of a group to the mean 0 and the variance 1, whatever the other
// rows are. With -1, each channel is a group. Keras' default is 32.
//
//	y = gamma · (x - mean) / √(variance + epsilon) + beta
//
// Shapes: x and y are [batch, …, channels], gamma and beta [channels].
//
// Defaults: [Axis] -1, that of the channels, [Epsilon] 0.001, gamma 1, beta 0. See
// also [AffineOption].
//
// GroupNormalization panics if groups is less than 1 and not -1; calling it panics
// if groups does not divide the number of channels.
//
// Source: Wu and He, https://arxiv.org/abs/1803.08494; Keras 3,
// keras/src/layers/normalization/group_normalization.py.
func GroupNormalization(groups int, options ...GroupNormalizationOption) *Layer {
	if groups < 1 && groups != -1 {
		panic(&Error{
			Who:      fmt.Sprintf("nnlib.GroupNormalization(%d)", groups),
			Expected: "at least 1 group, or -1",
			Got:      fmt.Sprint(groups),
			Fix:      "nnlib.GroupNormalization(32)",
		})
	}
	config := &spec.GroupNormalization{Groups: groups, Axis: -1, Affine: newAffine()}
	for _, option := range options {
		option.groupNormalization(config)
	}
	return newLayer(config)
}

// GroupNormalizationOption is an option of [GroupNormalization]: [Axis], [Epsilon]
// or an [AffineOption].
type GroupNormalizationOption interface {
	groupNormalization(*spec.GroupNormalization)
}

func (a Axes) groupNormalization(c *spec.GroupNormalization) { c.Axis = a.single() }

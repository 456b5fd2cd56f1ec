package nnlib

import "nnbook/nnlib/internal/spec"

// BatchNormalization returns a layer that brings each feature to the mean 0 and the
// variance 1, and then lets it have those that suit:
//
//	y = gamma · (x - mean) / √(variance + epsilon) + beta
//
// While training, mean and variance are those of the batch; its moving mean and
// variance come nearer to them, moving ← momentum·moving + (1-momentum)·batch.
// Elsewhere the moving ones are used. Steps that a mask hides, as of [MaskZero], are
// left out of the batch's.
//
// Shapes: x and y are [batch, …, features]; gamma, beta, moving mean and moving
// variance are [features].
//
// Defaults: [Axis] -1, [Momentum] 0.99, [Epsilon] 0.001, gamma and moving variance 1,
// beta and moving mean 0. See also [AffineOption].
//
// Calling the layer panics if x has not the axis.
//
// Source: Ioffe and Szegedy, https://arxiv.org/abs/1502.03167; Keras 3,
// keras/src/layers/normalization/batch_normalization.py.
func BatchNormalization(options ...BatchNormalizationOption) *Layer {
	config := &spec.BatchNormalization{
		Axis: -1, Momentum: 0.99, Affine: newAffine(),
		MovingMeanInitializer: Zeros().object, MovingVarianceInitializer: Ones().object,
	}
	for _, option := range options {
		option.batchNormalization(config)
	}
	return newLayer(config)
}

// BatchNormalizationOption is an option of [BatchNormalization]: [Axis], [Momentum],
// [Epsilon], an [AffineOption], [MovingMeanInitializer] or
// [MovingVarianceInitializer].
type BatchNormalizationOption interface {
	batchNormalization(*spec.BatchNormalization)
}

// MovingOption says how the means of [BatchNormalization] start: see
// [MovingMeanInitializer] and [MovingVarianceInitializer].
type MovingOption func(*spec.BatchNormalization)

func (o MovingOption) batchNormalization(c *spec.BatchNormalization) { o(c) }

// MovingMeanInitializer sets how the moving mean starts, instead of [Zeros].
func MovingMeanInitializer(initializer Initializer) MovingOption {
	return func(c *spec.BatchNormalization) { c.MovingMeanInitializer = initializer.object }
}

// MovingVarianceInitializer sets how the moving variance starts, instead of [Ones].
func MovingVarianceInitializer(initializer Initializer) MovingOption {
	return func(c *spec.BatchNormalization) { c.MovingVarianceInitializer = initializer.object }
}

func (a Axes) batchNormalization(c *spec.BatchNormalization) { c.Axis = a.single() }

package nnlib

import "nnbook/nnlib/internal/spec"

// Dice returns the loss of a segmentation, 1 - 2·Σyp / (Σy + Σp): 0 where targets
// y and outputs p are the same segments, whatever their size.
//
// Shapes: outputs and targets [batch, …], or targets [batch] for outputs
// [batch, 1]; both go from 0 to 1.
//
// Default: the sums are over the whole batch, so that the loss depends on the
// [BatchSize]; see [OverAxes].
//
// Compile panics for axes that the output does not have.
//
// Source: Keras 3, keras/src/losses/losses.py.
func Dice(options ...OverlapOption) Loss { return overlapping(spec.Dice, spec.Numbers{}, options) }

// Tversky returns a loss as [Dice], 1 - Σyp / (Σyp + alpha·Σy(1-p) + beta·Σp(1-y)),
// in which what is missed counts alpha and what is wrong counts beta. Keras'
// default is 0.5 for both, which is Dice.
//
// Shapes, default and Compile's panics: as [Dice].
//
// Tversky panics for an alpha or a beta below zero.
//
// Source: Keras 3, keras/src/losses/losses.py.
func Tversky(alpha, beta float64, options ...OverlapOption) Loss {
	for _, share := range []float64{alpha, beta} {
		checkSetting("nnlib.Tversky", share, share >= 0, "an alpha and a beta of 0 or more", "nnlib.Tversky(0.5, 0.5)")
	}
	return overlapping(spec.Tversky, spec.Numbers{"alpha": alpha, "beta": beta}, options)
}

func overlapping(class string, params spec.Numbers, options []OverlapOption) Loss {
	for _, option := range options {
		option.overlapping(params)
	}
	return lossOf(spec.Object{Class: class, Params: params})
}

// OverlapOption is an option of [Dice] and [Tversky]: [OverAxes].
type OverlapOption interface {
	overlapping(params map[string]float64)
}

// OverAxes sets the axes that sums are over, from 0 for the batch or from -1
// backwards. The loss is the mean over the others: OverAxes(1, 2, 3) compares each
// image of [batch, height, width, channels] for itself.
//
// OverAxes panics without axes.
func OverAxes(axes ...int) OverlapOption {
	checkSetting("nnlib.OverAxes", float64(len(axes)), len(axes) > 0, "at least one axis", "nnlib.OverAxes(1, 2, 3)")
	return settings{"axis", floats(axes)}
}

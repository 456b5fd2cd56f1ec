package nnlib

import "nnbook/nnlib/internal/spec"

// MeanSquaredError returns the loss of a regression, the mean of the squared
// differences. Its unit is that of the targets, squared.
//
// Shapes: outputs [batch, …, n], targets the same, or [batch] for n = 1.
//
// Source: Keras 3, keras/src/losses/losses.py.
func MeanSquaredError() Loss { return loss(spec.MeanSquaredError) }

// RootMeanSquaredError returns the root of the mean of the squared differences,
// a metric in the unit of the targets.
//
// Shapes: as [MeanSquaredError].
//
// Source: Keras 3, keras/src/metrics/regression_metrics.py.
func RootMeanSquaredError() Metric { return metric(spec.RootMeanSquaredError) }

// MeanAbsoluteError returns the mean of the differences without their sign, in
// the unit of the targets.
//
// Shapes: as [MeanSquaredError].
//
// Source: Keras 3, keras/src/losses/losses.py.
func MeanAbsoluteError() Loss { return loss(spec.MeanAbsoluteError) }

// MeanAbsolutePercentageError returns the mean of 100·|y-p| / |y| for targets y
// and outputs p, in percent. A target below 1e-7 counts as 1e-7.
//
// Shapes: as [MeanSquaredError].
//
// Source: Keras 3, keras/src/losses/losses.py.
func MeanAbsolutePercentageError() Loss { return loss(spec.MeanAbsolutePercentageError) }

// MeanSquaredLogarithmicError returns the mean of (log(1+p) - log(1+y))² for
// targets y and outputs p, which counts ratios and not differences. Outputs
// below 1e-7 count as 1e-7; targets must be 0 or more.
//
// Shapes: as [MeanSquaredError].
//
// Source: Keras 3, keras/src/losses/losses.py.
func MeanSquaredLogarithmicError() Loss { return loss(spec.MeanSquaredLogarithmicError) }

// Huber returns a loss that is half the square of a difference up to delta, and
// from there goes straight, so that outliers pull less.
//
// Shapes: as [MeanSquaredError].
//
// Default: [Delta] 1.
//
// Source: Keras 3, keras/src/losses/losses.py.
func Huber(options ...HuberOption) Loss {
	params := map[string]float64{"delta": 1}
	for _, option := range options {
		option.huber(params)
	}
	return lossOf(spec.Object{Class: spec.Huber, Params: params})
}

// HuberOption is an option of [Huber].
type HuberOption interface {
	huber(params map[string]float64)
}

// Delta sets where Huber goes over from a square to a straight line, in the unit
// of the targets. It panics unless it is above zero.
func Delta(delta float64) HuberOption {
	checkSetting("nnlib.Delta", delta, delta > 0, "a number above 0", "nnlib.Delta(1)")
	return setting{"delta", delta}
}

// LogCosh returns the mean of log(cosh(p-y)), for targets y and outputs p. It is
// like [Huber], without a seam.
//
// Shapes: as [MeanSquaredError].
//
// Source: Keras 3, keras/src/losses/losses.py.
func LogCosh() Loss { return loss(spec.LogCosh) }

// CosineSimilarity returns minus the cosine of the angle between a row's targets
// and outputs: -1 where they point the same way. As a metric it is the cosine
// itself.
//
// Shapes: outputs and targets [batch, …, n].
//
// Source: Keras 3, keras/src/losses/losses.py and
// keras/src/metrics/regression_metrics.py.
func CosineSimilarity() Loss { return loss(spec.CosineSimilarity) }

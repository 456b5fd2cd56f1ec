package nnlib

import "nnbook/nnlib/internal/spec"

// R2Score returns the share of the targets' variance that the outputs explain: 1
// where they are right, 0 where they are no better than the targets' mean, and
// below that where they are worse.
//
// Shapes: outputs [batch, n], targets the same, or [batch] for n = 1.
//
// Defaults: of several outputs the mean, see [VarianceWeighted]; not adjusted,
// see [NumRegressors].
//
// Compile panics for outputs of more axes.
//
// Source: Keras 3, keras/src/metrics/regression_metrics.py.
func R2Score(options ...R2ScoreOption) Metric {
	params := map[string]float64{"class_aggregation": spec.AggregateUniform, "num_regressors": 0}
	for _, option := range options {
		option.r2Score(params)
	}
	return metricOf(spec.Object{Class: spec.R2Score, Params: params})
}

// R2ScoreOption is an option of [R2Score].
type R2ScoreOption interface {
	r2Score(params map[string]float64)
}

// VarianceWeighted lets each output count in [R2Score] by its targets' variance.
func VarianceWeighted() R2ScoreOption {
	return setting{"class_aggregation", spec.AggregateVariance}
}

// NumRegressors adjusts [R2Score] for how many columns of features explain by
// chance. It panics if n is negative.
func NumRegressors(n int) R2ScoreOption {
	checkSetting("nnlib.NumRegressors", float64(n), n >= 0, "0 columns or more", "nnlib.NumRegressors(8)")
	return setting{"num_regressors", float64(n)}
}

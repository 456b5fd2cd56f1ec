package nnlib

import "nnbook/nnlib/internal/spec"

// TruePositives returns how many outputs are above a threshold where the target
// is not 0.
//
// Shapes: outputs [batch, …, n], targets the same, or [batch] for n = 1.
//
// Default: [Threshold] 0.5.
//
// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func TruePositives(options ...CountOption) Metric { return counting(spec.TruePositives, options) }

// TrueNegatives returns how many outputs are not above a threshold where the
// target is 0; see [TruePositives].
//
// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func TrueNegatives(options ...CountOption) Metric { return counting(spec.TrueNegatives, options) }

// FalsePositives returns how many outputs are above a threshold where the target
// is 0; see [TruePositives].
//
// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func FalsePositives(options ...CountOption) Metric { return counting(spec.FalsePositives, options) }

// FalseNegatives returns how many outputs are not above a threshold where the
// target is not 0; see [TruePositives].
//
// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func FalseNegatives(options ...CountOption) Metric { return counting(spec.FalseNegatives, options) }

func counting(class string, options []CountOption) Metric {
	params := map[string]float64{"threshold": 0.5}
	for _, option := range options {
		option.count(params)
	}
	return metricOf(spec.Object{Class: class, Params: params})
}

// CountOption is an option of [TruePositives], [TrueNegatives], [FalsePositives]
// and [FalseNegatives]: [Threshold].
type CountOption interface {
	count(params map[string]float64)
}

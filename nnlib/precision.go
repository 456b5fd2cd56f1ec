package nnlib

import "nnbook/nnlib/internal/spec"

// Precision returns the share of right answers among those that say yes: of the
// outputs above a threshold, those whose target is not 0. Without a yes it is 0.
//
// Shapes: outputs [batch, …, n], targets the same, one-hot for classes, or
// [batch] for n = 1.
//
// Defaults: [Threshold] 0.5, or none with [TopK]; all classes, see [ClassID].
//
// Compile panics for a class that the output does not have.
//
// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func Precision(options ...PrecisionOption) Metric { return precision(spec.Precision, options) }

// Recall returns the share of what is found: of the outputs whose target is not
// 0, those above a threshold. Where all targets are 0 it is 0.
//
// Shapes, defaults and panics: as [Precision].
//
// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func Recall(options ...PrecisionOption) Metric { return precision(spec.Recall, options) }

func precision(class string, options []PrecisionOption) Metric {
	params := map[string]float64{"top_k": spec.NoTopK, "class_id": spec.NoClass}
	for _, option := range options {
		option.precision(params)
	}
	if _, ok := params["threshold"]; !ok {
		params["threshold"] = 0.5
		if params["top_k"] != spec.NoTopK {
			params["threshold"] = spec.NoThreshold
		}
	}
	return metricOf(spec.Object{Class: class, Params: params})
}

// PrecisionOption is an option of [Precision] and [Recall].
type PrecisionOption interface {
	precision(params map[string]float64)
}

// TopK lets only a row's k largest outputs say yes; of equal ones the first. It
// panics unless k ≥ 1.
func TopK(k int) PrecisionOption {
	checkSetting("nnlib.TopK", float64(k), k >= 1, "1 class or more", "nnlib.TopK(5)")
	return setting{"top_k", float64(k)}
}

// ClassOption is an option of the metrics that can look at one class:
// [ClassID].
type ClassOption interface {
	PrecisionOption
	OperatingPointOption
}

// ClassID lets only one class count, the outputs' place from 0. It panics if id
// is negative.
func ClassID(id int) ClassOption {
	checkSetting("nnlib.ClassID", float64(id), id >= 0, "a class from 0", "nnlib.ClassID(0)")
	return setting{"class_id", float64(id)}
}

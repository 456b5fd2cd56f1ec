package nnlib

import "nnbook/nnlib/internal/spec"

// SensitivityAtSpecificity returns the largest recall at a threshold where the
// specificity, the share of zeros that are not above it, is as given or better.
//
// Shapes: outputs [batch, …, n] from 0 to 1, targets the same, or [batch] for
// n = 1.
//
// Defaults: [NumThresholds] 200, evenly spaced from 0 to 1; all classes, see
// [ClassID].
//
// It panics unless 0 ≤ specificity ≤ 1. Compile panics for a class that the
// output does not have.
//
// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func SensitivityAtSpecificity(specificity float64, options ...OperatingPointOption) Metric {
	return operatingPoint(spec.SensitivityAtSpecificity, "specificity", specificity, options)
}

// SpecificityAtSensitivity returns the largest specificity where the recall is
// as given or better; see [SensitivityAtSpecificity].
//
// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func SpecificityAtSensitivity(sensitivity float64, options ...OperatingPointOption) Metric {
	return operatingPoint(spec.SpecificityAtSensitivity, "sensitivity", sensitivity, options)
}

// PrecisionAtRecall returns the largest precision where the recall is as given
// or better; see [SensitivityAtSpecificity].
//
// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func PrecisionAtRecall(recall float64, options ...OperatingPointOption) Metric {
	return operatingPoint(spec.PrecisionAtRecall, "recall", recall, options)
}

// RecallAtPrecision returns the largest recall where the precision is as given
// or better; see [SensitivityAtSpecificity].
//
// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func RecallAtPrecision(precision float64, options ...OperatingPointOption) Metric {
	return operatingPoint(spec.RecallAtPrecision, "precision", precision, options)
}

func operatingPoint(class, name string, value float64, options []OperatingPointOption) Metric {
	who := "nnlib." + class
	checkSetting(who, value, value >= 0 && value <= 1, "a share from 0 to 1", who+"(0.9)")
	params := map[string]float64{name: value, "num_thresholds": 200, "class_id": spec.NoClass}
	for _, option := range options {
		option.operatingPoint(params)
	}
	return metricOf(spec.Object{Class: class, Params: params})
}

// OperatingPointOption is an option of [SensitivityAtSpecificity],
// [SpecificityAtSensitivity], [PrecisionAtRecall] and [RecallAtPrecision].
type OperatingPointOption interface {
	operatingPoint(params map[string]float64)
}

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// Metric measures a model for its reader; training does not follow it. In logs
// it has its name in snake case, as in "binary_accuracy".
//
// For a model of several outputs see [For].
type Metric interface{ measures() []measure }

// measure is what is measured, where.
type measure struct {
	object   spec.Object
	output   string // "" for all
	weighted bool
}

func (m measure) measures() []measure { return []measure{m} }

func metric(class string) Metric { return metricOf(spec.Object{Class: class}) }

func metricOf(o spec.Object) Metric { return measure{object: o} }

// measures are several metrics.
type measures []measure

func (m measures) measures() []measure { return m }

// For returns metrics of one output of a model, which the name of its layer
// tells. Without, a metric is measured of all outputs.
//
//	nnlib.For("out", nnlib.RootMeanSquaredError())
func For(output string, metrics ...Metric) Metric {
	return changed(metrics, func(m *measure) { m.output = output })
}

// Weighted returns metrics in which rows count by their weights, which
// [Dataset.Weighted] and [ClassWeights] set. Without, all rows count the same.
func Weighted(metrics ...Metric) Metric {
	return changed(metrics, func(m *measure) { m.weighted = true })
}

// Named returns a metric that has a name of its own in logs. Without, the second
// of two that are called the same gets a number: "auc", "auc_1".
//
//	nnlib.Named("prc", nnlib.AUC(nnlib.PR))
//
// Named panics if the name is empty.
func Named(name string, metric Metric) Metric {
	if name == "" {
		panic(&Error{Who: "nnlib.Named", Expected: "a name", Got: `""`, Fix: `nnlib.Named("prc", nnlib.AUC(nnlib.PR))`})
	}
	return changed([]Metric{metric}, func(m *measure) { m.object.Name = name })
}

func changed(metrics []Metric, change func(*measure)) measures {
	var all measures
	for _, metric := range metrics {
		if metric == nil {
			all = append(all, measure{}) // which Compile refuses
			continue
		}
		for _, m := range metric.measures() {
			change(&m)
			all = append(all, m)
		}
	}
	return all
}

// Accuracy returns the share of rows that are classified right, from 0 to 1: the
// largest output is that of the right class or, for a single output, it lies on
// the right side of 0.5.
//
// Source: Keras 3, keras/src/metrics/accuracy_metrics.py.
func Accuracy() Metric { return metric(spec.Accuracy) }

// BinaryAccuracy returns the share of outputs that are above a threshold where
// the target is 1, and not above it where it is 0.
//
// Shapes: outputs [batch, …, n], targets the same, or [batch] for n = 1.
//
// Default: [Threshold] 0.5.
//
// Source: Keras 3, keras/src/metrics/accuracy_metrics.py.
func BinaryAccuracy(options ...BinaryAccuracyOption) Metric {
	params := map[string]float64{"threshold": 0.5}
	for _, option := range options {
		option.binaryAccuracy(params)
	}
	return metricOf(spec.Object{Class: spec.BinaryAccuracy, Params: params})
}

// BinaryAccuracyOption is an option of [BinaryAccuracy]: [Threshold].
type BinaryAccuracyOption interface {
	binaryAccuracy(params map[string]float64)
}

// ThresholdOption is an option of the metrics that take an output above a
// threshold for a yes, and of activations that begin somewhere: [Threshold].
type ThresholdOption interface {
	BinaryAccuracyOption
	CountOption
	PrecisionOption
	FScoreOption
	BinaryIoUOption
	ActivationOption
}

// Threshold sets above which output a metric takes it for a yes: 0 where outputs
// are logits. Of [ReLU], [SoftShrink] and [HardShrink] it sets what they make 0 of:
// what is below it, or nearer to 0. It panics for NaN and Inf.
func Threshold(threshold float64) ThresholdOption {
	checkSetting("nnlib.Threshold", threshold, true, "a number", "nnlib.Threshold(0.5)")
	return setting{"threshold", threshold}
}

// CategoricalAccuracy returns the share of rows whose largest output is where
// the one-hot target has its 1. Of equal outputs the first counts.
//
// Shapes: outputs and targets [batch, …, classes].
//
// Source: Keras 3, keras/src/metrics/accuracy_metrics.py.
func CategoricalAccuracy() Metric { return metric(spec.CategoricalAccuracy) }

// SparseCategoricalAccuracy returns the same share where targets are class
// numbers from 0.
//
// Shapes: outputs [batch, …, classes], targets [batch, …].
//
// Source: Keras 3, keras/src/metrics/accuracy_metrics.py.
func SparseCategoricalAccuracy() Metric { return metric(spec.SparseCategoricalAccuracy) }

// TopKCategoricalAccuracy returns the share of rows in which fewer than k
// classes have a larger output than the right one, so that a tie counts as
// right. Keras' default is 5. It panics unless k ≥ 1.
//
// Shapes: outputs and targets [batch, …, classes], targets one-hot.
//
// Source: Keras 3, keras/src/metrics/accuracy_metrics.py.
func TopKCategoricalAccuracy(k int) Metric { return topK(spec.TopKCategoricalAccuracy, k) }

// SparseTopKCategoricalAccuracy returns the same share where targets are class
// numbers from 0. It panics unless k ≥ 1.
//
// Shapes: outputs [batch, …, classes], targets [batch, …].
//
// Source: Keras 3, keras/src/metrics/accuracy_metrics.py.
func SparseTopKCategoricalAccuracy(k int) Metric { return topK(spec.SparseTopKCategoricalAccuracy, k) }

func topK(class string, k int) Metric {
	who := "nnlib." + class
	checkSetting(who, float64(k), k >= 1, "1 class or more", fmt.Sprintf("%s(5)", who))
	return metricOf(spec.Object{Class: class, Params: map[string]float64{"k": float64(k)}})
}

package nnlib

import "nnbook/nnlib/internal/spec"

// AUC returns the area under a curve of a classifier's thresholds: how sure it
// is that a yes has a larger output than a no, whatever the threshold.
//
// Shapes: outputs [batch, …, n] from 0 to 1, targets the same, or [batch] for
// n = 1. With [MultiLabel], [batch, labels].
//
// Defaults: [ROC], [Interpolated], [NumThresholds] 200, all outputs together,
// see [MultiLabel], and none is a logit, see [FromLogits].
//
//	model.Compile(nnlib.Adam(), nnlib.BinaryCrossentropy(),
//		nnlib.AUC(), nnlib.Named("prc", nnlib.AUC(nnlib.PR)))
//
// Compile panics for [LabelWeights] that are not as many as the outputs.
//
// Source: Keras 3, keras/src/metrics/confusion_metrics.py.
func AUC(options ...AUCOption) Metric {
	params := map[string]float64{
		"num_thresholds": 200, "curve": spec.CurveROC, "summation_method": spec.SumInterpolation, "multi_label": 0, "from_logits": 0,
	}
	for _, option := range options {
		option.auc(params)
	}
	return metricOf(spec.Object{Class: spec.AUC, Params: params})
}

// AUCOption is an option of [AUC].
type AUCOption interface {
	auc(params map[string]float64)
}

// Curve is what [AUC] measures the area under. Pass one of the constants.
type Curve string

const (
	ROC    Curve = "ROC"    // recall over the share of false alarms
	PR     Curve = "PR"     // precision over recall, for when a yes is rare
	PRGain Curve = "PRGAIN" // the same, both compared with saying always yes
)

func (c Curve) auc(params map[string]float64) {
	params["curve"] = place("nnlib.Curve", string(c), "nnlib.PR", string(ROC), string(PR), string(PRGain))
}

// Summation is how [AUC] adds up between two thresholds. Pass one of the
// constants.
type Summation string

const (
	Interpolated Summation = "interpolation" // along a straight line or, of PR, what Davis and Goadrich (2006) showed to be right
	Minoring     Summation = "minoring"      // never too much
	Majoring     Summation = "majoring"      // never too little
)

func (s Summation) auc(params map[string]float64) {
	params["summation_method"] = place("nnlib.Summation", string(s), "nnlib.Interpolated", string(Interpolated), string(Minoring), string(Majoring))
}

// ThresholdsOption is an option of the metrics that look at many thresholds:
// [NumThresholds].
type ThresholdsOption interface {
	AUCOption
	OperatingPointOption
}

// NumThresholds sets how many thresholds there are, evenly spaced from 0 to 1.
// More are more exact. It panics unless n ≥ 2.
func NumThresholds(n int) ThresholdsOption {
	checkSetting("nnlib.NumThresholds", float64(n), n >= 2, "2 thresholds or more", "nnlib.NumThresholds(200)")
	return setting{"num_thresholds", float64(n)}
}

// MultiLabel lets [AUC] be the mean of an area for each output, instead of one
// for all.
func MultiLabel() AUCOption { return setting{"multi_label", 1} }

// LabelWeights sets how much each output counts in [AUC]. It panics for a weight
// below zero, NaN or Inf.
func LabelWeights(weights ...float64) AUCOption {
	for _, weight := range weights {
		checkSetting("nnlib.LabelWeights", weight, weight >= 0, "weights of 0 or more", "nnlib.LabelWeights(1, 2)")
	}
	return settings{"label_weights", weights}
}

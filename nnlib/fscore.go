package nnlib

import "nnbook/nnlib/internal/spec"

// Averaging is how the scores of several classes become one. Pass one of the
// constants to [F1Score] and [FBetaScore].
type Averaging string

const (
	MicroAverage    Averaging = "micro"    // the score of all answers together
	MacroAverage    Averaging = "macro"    // the mean of the classes' scores
	WeightedAverage Averaging = "weighted" // the same, by how many rows each class has
)

// F1Score returns the harmonic mean of precision and recall.
//
// Shapes: outputs and targets [batch, classes], targets of 0 and 1.
//
// Default: a row's largest output is a yes; see [Threshold].
//
// The average must be given: without, Keras has a score for each class, which is
// not one number for a curve.
//
// F1Score panics for another average, Compile for outputs of more axes.
//
// Source: Keras 3, keras/src/metrics/f_score_metrics.py.
func F1Score(average Averaging, options ...FScoreOption) Metric {
	return fScore(spec.F1Score, average, nil, options)
}

// FBetaScore returns the mean of precision and recall in which recall counts
// beta times as much; see [F1Score]. In logs it is "fbeta_score".
//
// FBetaScore panics for another average and unless beta is above zero.
//
// Source: Keras 3, keras/src/metrics/f_score_metrics.py.
func FBetaScore(average Averaging, beta float64, options ...FScoreOption) Metric {
	checkSetting("nnlib.FBetaScore", beta, beta > 0, "a beta above 0", "nnlib.FBetaScore(nnlib.MacroAverage, 2)")
	return fScore(spec.FBetaScore, average, map[string]float64{"beta": beta}, options)
}

func fScore(class string, average Averaging, params map[string]float64, options []FScoreOption) Metric {
	all := map[string]float64{
		"threshold": spec.NoThreshold,
		"average":   place("nnlib."+class, string(average), "nnlib.MacroAverage as the average", string(MicroAverage), string(MacroAverage), string(WeightedAverage)),
	}
	for name, value := range params {
		all[name] = value
	}
	for _, option := range options {
		option.fScore(all)
	}
	return metricOf(spec.Object{Class: class, Params: all})
}

// FScoreOption is an option of [F1Score] and [FBetaScore]: [Threshold].
type FScoreOption interface {
	fScore(params map[string]float64)
}

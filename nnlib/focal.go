package nnlib

import "nnbook/nnlib/internal/spec"

// BinaryFocalCrossentropy returns the loss of yes-or-no questions of which most
// are easy: [BinaryCrossentropy] times (1-q)^gamma, q being the probability that
// the model gives to what came true.
//
// Shapes: outputs and targets [batch, …, n], or targets [batch] for n = 1.
// Targets go from 0 to 1.
//
// Defaults: [Gamma] 2, both answers count the same, see [ClassBalancing];
// outputs are probabilities, see [FromLogits]; no [LabelSmoothing].
//
// Source: Keras 3, keras/src/losses/losses.py.
func BinaryFocalCrossentropy(options ...BinaryFocalOption) Loss {
	params := map[string]float64{"alpha": 0.25, "gamma": 2, "apply_class_balancing": 0, "from_logits": 0, "label_smoothing": 0}
	for _, option := range options {
		option.binaryFocal(params)
	}
	return lossOf(spec.Object{Class: spec.BinaryFocalCrossentropy, Params: params})
}

// CategoricalFocalCrossentropy returns the loss of a classifier whose classes
// are mostly easy: the mean of -Σ alpha·(1-p)^gamma·y·log p over the classes.
//
// Shapes: outputs and targets [batch, …, classes], each row of targets from 0
// to 1 and with the sum 1.
//
// Defaults: [Gamma] 2, alpha 0.25, see [FocalAlpha]; outputs are probabilities, see
// [FromLogits]; no [LabelSmoothing].
//
// Compile panics for alphas that are neither one nor as many as the classes.
//
// Source: Keras 3, keras/src/losses/losses.py.
func CategoricalFocalCrossentropy(options ...CategoricalFocalOption) Loss {
	params := map[string]float64{"gamma": 2, "from_logits": 0, "label_smoothing": 0}
	for _, option := range options {
		option.categoricalFocal(params)
	}
	if spec.Numbers(params).List("alpha") == nil {
		spec.Numbers(params).SetList("alpha", 0.25)
	}
	return lossOf(spec.Object{Class: spec.CategoricalFocalCrossentropy, Params: params})
}

// CategoricalGeneralizedCrossEntropy returns the loss of a classifier some of
// whose labels are wrong: the mean of (1 - p^q) / q, p being the probability that
// the model gives to the right class. Near 0 it is
// [SparseCategoricalCrossentropy], near 1 it forgives much. Keras' default is 0.5.
//
// Shapes: outputs [batch, …, classes], targets [batch, …] of integers.
//
// It panics unless 0 < q < 1.
//
// Source: Keras 3, keras/src/losses/losses.py.
func CategoricalGeneralizedCrossEntropy(q float64) Loss {
	who := "nnlib.CategoricalGeneralizedCrossEntropy"
	checkSetting(who, q, q > 0 && q < 1, "a number between 0 and 1", who+"(0.5)")
	return lossOf(spec.Object{Class: spec.CategoricalGeneralizedCrossEntropy, Params: map[string]float64{"q": q}})
}

// BinaryFocalOption is an option of [BinaryFocalCrossentropy].
type BinaryFocalOption interface {
	binaryFocal(params map[string]float64)
}

// CategoricalFocalOption is an option of [CategoricalFocalCrossentropy].
type CategoricalFocalOption interface {
	categoricalFocal(params map[string]float64)
}

// GammaOption is an option of the losses that are steeper with it: [Gamma].
type GammaOption interface {
	BinaryFocalOption
	CategoricalFocalOption
	CircleOption
}

// Gamma sets how little easy answers count: 0 lets all count the same. In
// [Circle] it scales similarities. It panics unless gamma ≥ 0.
func Gamma(gamma float64) GammaOption {
	checkSetting("nnlib.Gamma", gamma, gamma >= 0, "0 or more", "nnlib.Gamma(2)")
	return setting{"gamma", gamma}
}

// ClassBalancing lets a yes count alpha in [BinaryFocalCrossentropy], and a no
// 1-alpha. Keras' default, and that of the authors, is 0.25. It panics unless
// 0 ≤ alpha ≤ 1.
//
// Source: Lin and others, Focal Loss for Dense Object Detection, 2017.
func ClassBalancing(alpha float64) BinaryFocalOption {
	checkSetting("nnlib.ClassBalancing", alpha, alpha >= 0 && alpha <= 1, "a share from 0 to 1", "nnlib.ClassBalancing(0.25)")
	return balancing(alpha)
}

type balancing float64

func (b balancing) binaryFocal(params map[string]float64) {
	params["apply_class_balancing"], params["alpha"] = 1, float64(b)
}

// FocalAlpha sets how much all classes count in [CategoricalFocalCrossentropy] or,
// given one for each, how much each. It panics without one and for one below zero.
func FocalAlpha(alphas ...float64) CategoricalFocalOption {
	checkSetting("nnlib.FocalAlpha", float64(len(alphas)), len(alphas) > 0, "at least one alpha", "nnlib.FocalAlpha(0.25)")
	for _, alpha := range alphas {
		checkSetting("nnlib.FocalAlpha", alpha, alpha >= 0, "alphas of 0 or more", "nnlib.FocalAlpha(0.25)")
	}
	return settings{"alpha", alphas}
}

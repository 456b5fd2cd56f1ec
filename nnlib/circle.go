package nnlib

import "nnbook/nnlib/internal/spec"

// Circle returns the loss of embeddings that are to lie close together for rows
// of one class, and apart for rows of two. It compares the rows of a batch with
// each other, so that it depends on the [BatchSize].
//
// Shapes: outputs [batch, n], each of length 1, targets [batch] of integers.
//
// Defaults: [Gamma] 80, [Margin] 0.4, a row is not compared with itself, see
// [WithDiagonal].
//
// Source: Keras 3, keras/src/losses/losses.py; Sun and others, Circle Loss: A
// Unified Perspective of Pair Similarity Optimization, 2020.
func Circle(options ...CircleOption) Loss {
	params := map[string]float64{"gamma": 80, "margin": 0.4, "remove_diagonal": 1}
	for _, option := range options {
		option.circle(params)
	}
	return lossOf(spec.Object{Class: spec.Circle, Params: params})
}

// CircleOption is an option of [Circle].
type CircleOption interface {
	circle(params map[string]float64)
}

// Margin sets how much closer than a right angle rows of one class are to be in
// [Circle]. It panics for NaN and Inf.
func Margin(margin float64) CircleOption {
	checkSetting("nnlib.Margin", margin, true, "a number", "nnlib.Margin(0.4)")
	return setting{"margin", margin}
}

// WithDiagonal compares each row with itself, too.
func WithDiagonal() CircleOption { return setting{"remove_diagonal", 0} }

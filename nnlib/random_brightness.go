package nnlib

import "nnbook/nnlib/internal/spec"

// RandomBrightnessOption is an option of [RandomBrightness]: [ValueRange].
type RandomBrightnessOption interface{ randomBrightness(*spec.RandomBrightness) }

// RandomBrightness returns a layer that makes images darker or brighter while
// training: it adds to all pixels of an image the same random share of the value
// range, up to factor in both directions or, for [2]float64{least, most}, within
// these. Otherwise it passes its inputs on. It has no weights.
//
// Shapes: x and y are [batch, height, width, channels].
//
// Defaults: [ValueRange] 0 to 255; for pixels that are scaled to 0 to 1, give
// nnlib.ValueRange(0, 1).
//
// RandomBrightness panics unless factors are from -1 to 1; calling it panics if x has
// no images.
//
// Source: Keras 3, keras/src/layers/preprocessing/image_preprocessing/random_brightness.py.
func RandomBrightness[F RandomFactor](factor F, options ...RandomBrightnessOption) *Layer {
	limits := factorRange("nnlib.RandomBrightness", factor, -1, 1, "nnlib.RandomBrightness(0.2)")
	config := &spec.RandomBrightness{Factor: limits, ValueRange: spec.Range{0, 255}}
	for _, option := range options {
		option.randomBrightness(config)
	}
	return newLayer(config)
}

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// RandomContrastOption is an option of [RandomContrast]: [ValueRange].
type RandomContrastOption interface{ randomContrast(*spec.RandomContrast) }

// RandomContrast returns a layer that multiplies the differences of an image's
// pixels from their channel's mean by a random number while training: from 1 to
// 1 + factor or, for [2]float64{less, more}, from 1 - less to 1 + more. Otherwise it
// passes its inputs on. It has no weights.
//
// Shapes: x and y are [batch, height, width, channels].
//
// Defaults: [ValueRange] 0 to 255; for pixels that are scaled to 0 to 1, give
// nnlib.ValueRange(0, 1).
//
// RandomContrast panics unless factors are from 0 to 1; calling it panics if x has
// no images.
//
// Source: Keras 3, keras/src/layers/preprocessing/image_preprocessing/random_contrast.py.
func RandomContrast[F RandomFactor](factor F, options ...RandomContrastOption) *Layer {
	limits := factorRange("nnlib.RandomContrast", factor, 0, 1, "nnlib.RandomContrast(0.2)")
	config := &spec.RandomContrast{Factor: limits, ValueRange: spec.Range{0, 255}}
	for _, option := range options {
		option.randomContrast(config)
	}
	return newLayer(config)
}

// ValueRangeOption is an option of [RandomContrast] and [RandomBrightness]:
// [ValueRange].
type ValueRangeOption interface {
	RandomContrastOption
	RandomBrightnessOption
}

// ValueRange sets the least and the most that a pixel can be; beyond, it is cut
// off. It panics unless low < high.
func ValueRange(low, high float64) ValueRangeOption {
	if !(low < high) {
		panic(&Error{
			Who:      fmt.Sprintf("nnlib.ValueRange(%v, %v)", low, high),
			Expected: "the least value, then a larger one",
			Got:      fmt.Sprint(low, " and ", high),
			Fix:      "nnlib.ValueRange(0, 1)",
		})
	}
	return valueRange{low, high}
}

type valueRange spec.Range

func (r valueRange) randomContrast(c *spec.RandomContrast)     { c.ValueRange = spec.Range(r) }
func (r valueRange) randomBrightness(c *spec.RandomBrightness) { c.ValueRange = spec.Range(r) }

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// RandomFactor bounds what is random: one number for as much in both directions, or
// [2]float64 for the least and the most.
type RandomFactor interface {
	int | float64 | [2]float64
}

// MoveOption is an option of [RandomRotation], [RandomTranslation] and
// [RandomZoom]: an [Interpolation], [FillReflect], [FillWrap], [FillNearest] or
// [FillConstant].
type MoveOption interface {
	ZoomOption
	move(*spec.Move)
}

// FillMode says what is seen beyond an image's border.
type FillMode string

const (
	FillReflect FillMode = spec.FillReflect // the image mirrored: d c b a | a b c d | d c b a
	FillWrap    FillMode = spec.FillWrap    // the image again: a b c d | a b c d | a b c d
	FillNearest FillMode = spec.FillNearest // its border: a a a a | a b c d | d d d d
)

// FillConstant makes one value be seen beyond the border.
func FillConstant(value float64) MoveOption {
	checkSetting("nnlib.FillConstant", value, true, "a number", "nnlib.FillConstant(0)")
	return moveSetting(func(c *spec.Move) { c.FillMode, c.FillValue = spec.FillConstant, value })
}

// RandomRotation returns a layer that turns each image around its middle while
// training, by a random share of a full turn: from -factor to factor, or as
// [2]float64 says. Otherwise it passes its inputs on. It has no weights.
//
// Shapes: x and y are [batch, height, width, channels].
//
// Defaults: [Bilinear], [FillReflect].
//
// RandomRotation panics unless factors are from -1 to 1; calling it panics if x has
// no images.
//
// Source: Keras 3, keras/src/layers/preprocessing/image_preprocessing/random_rotation.py.
func RandomRotation[F RandomFactor](factor F, options ...MoveOption) *Layer {
	limits := factorRange("nnlib.RandomRotation", factor, -1, 1, "nnlib.RandomRotation(0.1)")
	return newLayer(&spec.RandomRotation{Factor: limits, Move: move(options)})
}

// RandomTranslation returns a layer that shifts each image by random shares of its
// height, downwards, and its width, to the right, while training: from -factor to
// factor, or as [2]float64 says. Otherwise it passes its inputs on. It has no
// weights.
//
// Shapes: x and y are [batch, height, width, channels].
//
// Defaults: [Bilinear], [FillReflect].
//
// RandomTranslation panics unless factors are from -1 to 1; calling it panics if x
// has no images.
//
// Source: Keras 3, keras/src/layers/preprocessing/image_preprocessing/random_translation.py.
func RandomTranslation[H, W RandomFactor](heightFactor H, widthFactor W, options ...MoveOption) *Layer {
	const who, fix = "nnlib.RandomTranslation", "nnlib.RandomTranslation(0.1, 0.1)"
	height, width := factorRange(who, heightFactor, -1, 1, fix), factorRange(who, widthFactor, -1, 1, fix)
	return newLayer(&spec.RandomTranslation{HeightFactor: height, WidthFactor: width, Move: move(options)})
}

// ZoomOption is an option of [RandomZoom]: a [MoveOption] or [WidthFactor].
type ZoomOption interface{ zoom(*spec.RandomZoom) }

// RandomZoom returns a layer that shows 1 + factor times as much of each image while
// training, with a random factor from -heightFactor to heightFactor, or as
// [2]float64 says: below 0 zooms in, above 0 out. Otherwise it passes its inputs
// on. It has no weights.
//
// Shapes: x and y are [batch, height, width, channels].
//
// Defaults: the width's factor as the height's, [Bilinear], [FillReflect].
//
// RandomZoom panics unless factors are from -1 to 1; calling it panics if x has no
// images.
//
// Source: Keras 3, keras/src/layers/preprocessing/image_preprocessing/random_zoom.py.
func RandomZoom[F RandomFactor](heightFactor F, options ...ZoomOption) *Layer {
	limits := factorRange("nnlib.RandomZoom", heightFactor, -1, 1, "nnlib.RandomZoom(0.2)")
	config := &spec.RandomZoom{HeightFactor: limits, Move: move(nil)}
	for _, option := range options {
		option.zoom(config)
	}
	return newLayer(config)
}

// WidthFactor gives a [RandomZoom] a random factor of its own for the width. It
// panics unless factors are from -1 to 1.
func WidthFactor[F RandomFactor](factor F) ZoomOption {
	limits := factorRange("nnlib.WidthFactor", factor, -1, 1, "nnlib.WidthFactor(0.2)")
	return widthFactor(limits)
}

type widthFactor spec.Range

func (f widthFactor) zoom(c *spec.RandomZoom) { limits := spec.Range(f); c.WidthFactor = &limits }

// moveSetting is an option as a function.
type moveSetting func(*spec.Move)

func (s moveSetting) move(c *spec.Move)       { s(c) }
func (s moveSetting) zoom(c *spec.RandomZoom) { s(&c.Move) }

func (i Interpolation) move(c *spec.Move)       { c.Interpolation = i.checked("Interpolation") }
func (i Interpolation) zoom(c *spec.RandomZoom) { i.move(&c.Move) }

func (m FillMode) zoom(c *spec.RandomZoom) { m.move(&c.Move) }

func (m FillMode) move(c *spec.Move) {
	switch m {
	case FillReflect, FillWrap, FillNearest:
		c.FillMode = string(m)
		return
	}
	panic(&Error{
		Who:      "nnlib.FillMode",
		Expected: "nnlib.FillReflect, nnlib.FillWrap, nnlib.FillNearest or nnlib.FillConstant(…)",
		Got:      fmt.Sprintf("%q", string(m)),
		Fix:      "nnlib.FillReflect",
	})
}

// move are the defaults and what options set.
func move(options []MoveOption) spec.Move {
	c := spec.Move{FillMode: spec.FillReflect, Interpolation: spec.Bilinear}
	for _, option := range options {
		option.move(&c)
	}
	return c
}

// factorRange makes a range of a factor, and checks that it lies within bounds.
func factorRange[F RandomFactor](who string, factor F, least, most float64, fix string) spec.Range {
	var limits spec.Range
	switch factor := any(factor).(type) {
	case int:
		limits = around(float64(factor), least)
	case float64:
		limits = around(factor, least)
	case [2]float64:
		limits = factor
	}
	if !(least <= limits[0] && limits[0] <= limits[1] && limits[1] <= most) {
		panic(&Error{
			Who:      fmt.Sprintf("%s(%v)", who, factor),
			Expected: fmt.Sprintf("a number from %v to %v, or the least and the most as [2]float64", max(0, least), most),
			Got:      fmt.Sprint(factor),
			Fix:      fix,
		})
	}
	return limits
}

// around is as far to both sides of 0, but not below the least.
func around(factor, least float64) spec.Range { return spec.Range{max(-factor, least), factor} }

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// Border2D counts pixels around an image: one number for all sides, two for the
// height's and the width's, or [2][2]int{{top, bottom}, {left, right}}.
type Border2D interface{ int | [2]int | [2][2]int }

// Border1D counts steps at the ends of a sequence: one number for both, or
// [2]int{before, after}.
type Border1D interface{ int | [2]int }

// ZeroPadding1D returns a layer that puts zeros before and after sequences. It has no
// weights.
//
// Shapes: x is [batch, steps, channels] and y [batch, before + steps + after,
// channels].
//
// ZeroPadding1D panics for less than 0; calling it panics if x is no sequence.
//
// Source: Keras 3, keras/src/layers/reshaping/zero_padding1d.py.
func ZeroPadding1D[B Border1D](padding B) *Layer {
	return newLayer(&spec.ZeroPadding1D{Padding: ends("ZeroPadding1D", padding)})
}

// Cropping1D returns a layer that cuts the ends of sequences off. It has no weights.
//
// Shapes: x is [batch, steps, channels] and y [batch, steps - before - after,
// channels].
//
// Cropping1D panics for less than 0; calling it panics if x is no sequence, and if
// nothing would be left of it.
//
// Source: Keras 3, keras/src/layers/reshaping/cropping1d.py.
func Cropping1D[B Border1D](cropping B) *Layer {
	return newLayer(&spec.Cropping1D{Cropping: ends("Cropping1D", cropping)})
}

// ZeroPadding2D returns a layer that puts zeros around images. It has no weights.
//
// Shapes: x is [batch, height, width, channels] and y [batch, top + height +
// bottom, left + width + right, channels].
//
// ZeroPadding2D panics for less than 0; calling it panics if x has no images.
//
// Source: Keras 3, keras/src/layers/reshaping/zero_padding2d.py.
func ZeroPadding2D[B Border2D](padding B) *Layer {
	return newLayer(&spec.ZeroPadding2D{Padding: border("ZeroPadding2D", padding)})
}

// Cropping2D returns a layer that cuts the border of images off. It has no
// weights.
//
// Shapes: x is [batch, height, width, channels] and y [batch, height - top -
// bottom, width - left - right, channels].
//
// Cropping2D panics for less than 0; calling it panics if x has no images, and if
// nothing would be left of them.
//
// Source: Keras 3, keras/src/layers/reshaping/cropping2d.py.
func Cropping2D[B Border2D](cropping B) *Layer {
	return newLayer(&spec.Cropping2D{Cropping: border("Cropping2D", cropping)})
}

func border[B Border2D](class string, width B) (b spec.Border) {
	switch width := any(width).(type) {
	case int:
		b = spec.Border{{width, width}, {width, width}}
	case [2]int:
		b = spec.Border{{width[0], width[0]}, {width[1], width[1]}}
	case [2][2]int:
		b = width
	}
	checkEnds(class, "pixels", width, b[0], b[1])
	return b
}

func ends[B Border1D](class string, width B) (e spec.Ends) {
	switch width := any(width).(type) {
	case int:
		e = spec.Ends{width, width}
	case [2]int:
		e = width
	}
	checkEnds(class, "steps", width, e)
	return e
}

// checkEnds panics for less than nothing.
func checkEnds(class, of string, width any, axes ...[2]int) {
	for _, axis := range axes {
		if min(axis[0], axis[1]) < 0 {
			panic(&Error{
				Who:      fmt.Sprintf("nnlib.%s(%v)", class, width),
				Expected: fmt.Sprintf("numbers of %s, 0 or more", of),
				Got:      fmt.Sprint(width),
				Fix:      fmt.Sprintf("nnlib.%s(1)", class),
			})
		}
	}
}

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// Border2D counts pixels around an image: one number for all sides, two for the
// height's and the width's, or [2][2]int{{top, bottom}, {left, right}}.
type Border2D interface{ int | [2]int | [2][2]int }

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
	for _, axis := range b {
		if min(axis[0], axis[1]) < 0 {
			panic(&Error{
				Who:      fmt.Sprintf("nnlib.%s(%v)", class, width),
				Expected: "numbers of pixels, 0 or more",
				Got:      fmt.Sprint(width),
				Fix:      fmt.Sprintf("nnlib.%s(1)", class),
			})
		}
	}
	return b
}

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// Interpolation says what lies between pixels. Pass one of the constants to
// [UpSampling2D] or a layer that moves images, such as [RandomRotation].
type Interpolation string

const (
	Nearest  Interpolation = spec.Nearest  // the nearest pixel again
	Bilinear Interpolation = spec.Bilinear // straight lines from pixel to pixel
)

// UpSampling2DOption is an option of [UpSampling2D]: an [Interpolation].
type UpSampling2DOption interface{ upSampling2D(*spec.UpSampling2D) }

// UpSampling1D returns a layer that gives each step of sequences size times. It has no
// weights.
//
// Shapes: x is [batch, steps, channels] and y [batch, size·steps, channels].
//
// UpSampling1D panics if size is less than 1; calling it panics if x is no sequence.
//
// Source: Keras 3, keras/src/layers/reshaping/up_sampling1d.py.
func UpSampling1D(size int) *Layer {
	checkSize(fmt.Sprintf("nnlib.UpSampling1D(%d)", size), []int{size}, "nnlib.UpSampling1D(2)")
	return newLayer(&spec.UpSampling1D{Size: size})
}

// UpSampling2D returns a layer that makes images size times larger. It has no
// weights.
//
// Shapes: x is [batch, height, width, channels] and y [batch, size·height,
// size·width, channels].
//
// Defaults: [Nearest].
//
// UpSampling2D panics if size is less than 1; calling it panics if x has no images.
//
// Source: Keras 3, keras/src/layers/reshaping/up_sampling2d.py.
func UpSampling2D[S Size2D](size S, options ...UpSampling2DOption) *Layer {
	sizes, text := size2D(size)
	checkSize(fmt.Sprintf("nnlib.UpSampling2D(%s)", text), sizes, "nnlib.UpSampling2D(2)")
	config := &spec.UpSampling2D{Size: sizes, Interpolation: spec.Nearest}
	for _, option := range options {
		option.upSampling2D(config)
	}
	return newLayer(config)
}

func (i Interpolation) upSampling2D(c *spec.UpSampling2D) {
	c.Interpolation = i.checked("UpSampling2D")
}

// checked panics for what is no interpolation.
func (i Interpolation) checked(class string) string {
	if i != Nearest && i != Bilinear {
		panic(&Error{
			Who:      "nnlib." + class,
			Expected: "nnlib.Nearest or nnlib.Bilinear as interpolation",
			Got:      fmt.Sprintf("%q", string(i)),
			Fix:      "nnlib.Bilinear",
		})
	}
	return string(i)
}

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// FlipMode says how [RandomFlip] mirrors images. Pass one of the constants.
type FlipMode string

const (
	Horizontal            FlipMode = spec.Horizontal            // left and right change places
	Vertical              FlipMode = spec.Vertical              // top and bottom change places
	HorizontalAndVertical FlipMode = spec.HorizontalAndVertical // both at once
)

// RandomFlip returns a layer that mirrors half of the images, chosen anew for each
// batch, while training. Otherwise it passes its inputs on. It has no weights.
//
// Shapes: x and y are [batch, height, width, channels].
//
// RandomFlip panics for another mode; calling it panics if x has no images.
//
// Source: Keras 3, keras/src/layers/preprocessing/image_preprocessing/random_flip.py.
func RandomFlip(mode FlipMode) *Layer {
	switch mode {
	case Horizontal, Vertical, HorizontalAndVertical:
		return newLayer(&spec.RandomFlip{Mode: string(mode)})
	}
	panic(&Error{
		Who:      "nnlib.RandomFlip",
		Expected: "nnlib.Horizontal, nnlib.Vertical or nnlib.HorizontalAndVertical",
		Got:      fmt.Sprintf("%q", string(mode)),
		Fix:      "nnlib.RandomFlip(nnlib.Horizontal)",
	})
}

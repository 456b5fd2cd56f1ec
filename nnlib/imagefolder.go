package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// ImageFolder reads the PNG and JPEG images of a folder that has a folder for each
// class, named after it:
//
//	pets/cat/1.jpg, pets/cat/2.jpg, pets/dog/a.png, …
//
// Classes are numbered from 0 in the order of the alphabet, which [Dataset.ClassNames]
// tells. Images come class by class, in the order of their paths, so [Dataset.Shuffle]
// them before a [Dataset.Split]. A folder of images without folders has no targets.
//
// Shapes: rows are [height width 3], red, green and blue bytes, or with [Grayscale]
// [height width]. What an image has of transparency is left out.
//
// Default: the first image's size, which all must have; see [ImageSize].
//
// The error names the file and what to do.
//
// Source: Keras 3, keras/src/utils/image_dataset_utils.py, image_dataset_from_directory,
// which makes all images 256×256 and floats.
func ImageFolder(path string, options ...ImageOption) (*Dataset, error) {
	var pictures spec.Pictures
	for _, option := range options {
		option.images(&pictures)
	}
	return fromFile(spec.File{Format: "images", Path: path, Pictures: pictures})
}

// ImageOption says how [ImageFolder] reads images: [ImageSize] or [Grayscale].
type ImageOption interface{ images(*spec.Pictures) }

type imageOption func(*spec.Pictures)

func (o imageOption) images(p *spec.Pictures) { o(p) }

// ImageSize brings all images to a size, as Keras does with interpolation="bilinear":
// each pixel is interpolated between four, and rounded to a byte.
//
// ImageSize panics unless both are from 1 to 10,000.
func ImageSize(height, width int) ImageOption {
	if least, most := min(height, width), max(height, width); least < 1 || most > 10_000 {
		panic(&Error{
			Who: fmt.Sprintf("nnlib.ImageSize(%d, %d)", height, width), Expected: "a height and a width from 1 to 10,000",
			Got: fmt.Sprintf("%d and %d", height, width), Fix: "nnlib.ImageSize(224, 224)",
		})
	}
	return imageOption(func(p *spec.Pictures) { p.Height, p.Width = height, width })
}

// Grayscale makes images grey, of one byte a pixel.
func Grayscale() ImageOption {
	return imageOption(func(p *spec.Pictures) { p.Grey = true })
}

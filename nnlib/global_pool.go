package nnlib

import "nnbook/nnlib/internal/spec"

// GlobalPoolOption is an option of [GlobalAveragePooling2D] and its kin:
// [KeepDims].
type GlobalPoolOption interface{ globalPool(*spec.GlobalPool) }

// GlobalMaxPooling1D returns a layer that keeps each channel's largest step. It has
// no weights. Equal values share the gradient. As in Keras, steps that a mask hides
// count as others do.
//
// Shapes: x is [batch, steps, channels] and y [batch, channels].
//
// Calling it panics if x is no sequence.
//
// Source: Keras 3, keras/src/layers/pooling/global_max_pooling1d.py.
func GlobalMaxPooling1D(options ...GlobalPoolOption) *Layer {
	return newLayer(&spec.GlobalMaxPooling1D{GlobalPool: globalPool(options)})
}

// GlobalMaxPooling2D returns a layer that keeps each channel's largest pixel. It
// has no weights. Equal values share the gradient.
//
// Shapes: x is [batch, height, width, channels] and y [batch, channels].
//
// Calling it panics if x has no images.
//
// Source: Keras 3, keras/src/layers/pooling/global_max_pooling2d.py.
func GlobalMaxPooling2D(options ...GlobalPoolOption) *Layer {
	return newLayer(&spec.GlobalMaxPooling2D{GlobalPool: globalPool(options)})
}

// GlobalAveragePooling1D returns a layer that takes each channel's mean over the
// steps, without those that a mask hides, as of [MaskZero]: that is how the words of
// a padded sentence are averaged. A row that is padding only gives 0. It has no
// weights.
//
// Shapes: x is [batch, steps, channels] and y [batch, channels].
//
// Calling it panics if x is no sequence.
//
// Source: Keras 3, keras/src/layers/pooling/global_average_pooling1d.py.
func GlobalAveragePooling1D(options ...GlobalPoolOption) *Layer {
	return newLayer(&spec.GlobalAveragePooling1D{GlobalPool: globalPool(options)})
}

// GlobalAveragePooling2D returns a layer that takes each channel's mean over all
// pixels, as classifiers do before their last layer. It has no weights.
//
// Shapes: x is [batch, height, width, channels] and y [batch, channels].
//
// Calling it panics if x has no images.
//
// Source: Keras 3, keras/src/layers/pooling/global_average_pooling2d.py.
func GlobalAveragePooling2D(options ...GlobalPoolOption) *Layer {
	return newLayer(&spec.GlobalAveragePooling2D{GlobalPool: globalPool(options)})
}

// KeepDims leaves the axes that are pooled in the shape, with size 1.
func KeepDims() GlobalPoolOption { return keepDims{} }

type keepDims struct{}

func (keepDims) globalPool(c *spec.GlobalPool) { c.KeepDims = true }

func globalPool(options []GlobalPoolOption) (c spec.GlobalPool) {
	for _, option := range options {
		option.globalPool(&c)
	}
	return c
}

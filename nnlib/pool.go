package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// PoolOption is an option of [MaxPooling2D] and its kin: [Strides] and [Same].
type PoolOption interface{ pool(*window) }

// MaxPooling1D returns a layer that keeps the largest of each poolSize steps.
// It has no weights.
//
// Shapes: x is [batch, steps, channels] and y [batch, places, channels].
//
// Defaults: [Strides] of poolSize, [Valid].
//
// MaxPooling1D panics if poolSize is less than 1; calling it panics if x is no
// sequence, and if it is shorter than the pool.
//
// Source: Keras 3, keras/src/layers/pooling/max_pooling1d.py.
func MaxPooling1D(poolSize int, options ...PoolOption) *Layer {
	config := &spec.MaxPooling1D{}
	setPool(&config.Pool, "MaxPooling1D", []int{poolSize}, fmt.Sprint(poolSize), options)
	return newLayer(config)
}

// MaxPooling2D returns a layer that keeps the largest of each window of pixels, in
// each channel. It has no weights. Of equal values the first gets the gradient.
//
//	nnlib.MaxPooling2D(2)
//	nnlib.MaxPooling2D([2]int{2, 3}, nnlib.Same)
//
// Shapes: x is [batch, height, width, channels] and y [batch, rows, columns,
// channels].
//
// Defaults: [Strides] of poolSize, [Valid].
//
// MaxPooling2D panics if poolSize is less than 1; calling it panics if x has no
// images, and if they are smaller than the pool.
//
// Source: Keras 3, keras/src/layers/pooling/max_pooling2d.py.
func MaxPooling2D[S Size2D](poolSize S, options ...PoolOption) *Layer {
	config := &spec.MaxPooling2D{}
	size, text := size2D(poolSize)
	setPool(&config.Pool, "MaxPooling2D", size, text, options)
	return newLayer(config)
}

// AveragePooling1D returns a layer that takes the mean of each poolSize steps.
// Padding does not count. It has no weights.
//
// Shapes: x is [batch, steps, channels] and y [batch, places, channels].
//
// Defaults: [Strides] of poolSize, [Valid].
//
// AveragePooling1D panics if poolSize is less than 1; calling it panics if x is no
// sequence, and if it is shorter than the pool.
//
// Source: Keras 3, keras/src/layers/pooling/average_pooling1d.py.
func AveragePooling1D(poolSize int, options ...PoolOption) *Layer {
	config := &spec.AveragePooling1D{}
	setPool(&config.Pool, "AveragePooling1D", []int{poolSize}, fmt.Sprint(poolSize), options)
	return newLayer(config)
}

// AveragePooling2D returns a layer that takes the mean of each window of pixels,
// in each channel. Padding does not count. It has no weights.
//
// Shapes: x is [batch, height, width, channels] and y [batch, rows, columns,
// channels].
//
// Defaults: [Strides] of poolSize, [Valid].
//
// AveragePooling2D panics if poolSize is less than 1; calling it panics if x has
// no images, and if they are smaller than the pool.
//
// Source: Keras 3, keras/src/layers/pooling/average_pooling2d.py.
func AveragePooling2D[S Size2D](poolSize S, options ...PoolOption) *Layer {
	config := &spec.AveragePooling2D{}
	size, text := size2D(poolSize)
	setPool(&config.Pool, "AveragePooling2D", size, text, options)
	return newLayer(config)
}

// setPool fills in the defaults and what the options set.
func setPool(c *spec.Pool, class string, size []int, text string, options []PoolOption) {
	who := fmt.Sprintf("nnlib.%s(%s)", class, text)
	checkSize(who, size, fmt.Sprintf("nnlib.%s(2)", class))
	*c = spec.Pool{PoolSize: size, Strides: size, Padding: spec.Valid}
	w := &window{who: who, axes: len(size), strides: &c.Strides, padding: &c.Padding}
	for _, option := range options {
		option.pool(w)
	}
}

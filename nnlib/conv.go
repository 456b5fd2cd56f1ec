package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// ConvOption is an option of all convolutions: an [Activation], a [KernelOption],
// [Strides], [Same] and [DilationRate].
type ConvOption interface {
	Conv1DOption
	Conv2DOption
	ConvTransposeOption
	DepthwiseConvOption
	SeparableConvOption
}

// Conv1DOption is an option of [Conv1D]: a [ConvOption], [Causal] or [Groups].
type Conv1DOption interface{ conv1D(*window) }

// Conv2DOption is an option of [Conv2D]: a [ConvOption] or [Groups].
type Conv2DOption interface{ conv2D(*window) }

// Conv1D returns a convolution of sequences: each of the filters slides along the
// steps and gives at each place the sum of what it sees, weighted by its kernel,
// y = activation(x ∗ kernel + bias).
//
// Shapes: x is [batch, steps, channels], kernel [size, channels/groups, filters],
// bias [filters] and y [batch, places, filters].
//
// Defaults: [Strides] 1, [Valid], [DilationRate] 1, [Groups] 1, [Linear],
// [GlorotUniform] kernel, zero bias.
//
// Conv1D panics if filters or kernelSize is less than 1, and for strides with a
// dilation rate; calling it panics if x is no sequence, if it is shorter than the
// kernel, and if groups do not divide channels and filters.
//
// Source: Keras 3, keras/src/layers/convolutional/conv1d.py.
func Conv1D(filters, kernelSize int, options ...Conv1DOption) *Layer {
	config := &spec.Conv1D{}
	w := newConv(&config.Conv, fmt.Sprintf("nnlib.Conv1D(%d, %d)", filters, kernelSize), filters, []int{kernelSize}, "nnlib.Conv1D(32, 3)")
	for _, option := range options {
		option.conv1D(w)
	}
	w.checkStrides()
	return newLayer(config)
}

// Conv2D returns a convolution of images: each of the filters slides over the
// pixels and gives at each place the sum of what it sees, weighted by its kernel,
// y = activation(x ∗ kernel + bias).
//
//	nnlib.Conv2D(32, 3, nnlib.ReLU)
//	nnlib.Conv2D(32, [2]int{3, 5}, nnlib.Same, nnlib.Strides(2))
//
// Shapes: x is [batch, height, width, channels], kernel [height, width,
// channels/groups, filters], bias [filters] and y [batch, rows, columns, filters].
// Grey images of [height, width] need a Reshape to [height, width, 1] first.
//
// Defaults: [Strides] 1, [Valid], [DilationRate] 1, [Groups] 1, [Linear],
// [GlorotUniform] kernel, zero bias.
//
// Conv2D panics if filters or kernelSize is less than 1, and for strides with a
// dilation rate; calling it panics if x has no images, if they are smaller than
// the kernel, and if groups do not divide channels and filters.
//
// Source: Keras 3, keras/src/layers/convolutional/conv2d.py.
func Conv2D[S Size2D](filters int, kernelSize S, options ...Conv2DOption) *Layer {
	config := &spec.Conv2D{}
	size, text := size2D(kernelSize)
	w := newConv(&config.Conv, fmt.Sprintf("nnlib.Conv2D(%d, %s)", filters, text), filters, size, "nnlib.Conv2D(32, 3)")
	for _, option := range options {
		option.conv2D(w)
	}
	w.checkStrides()
	return newLayer(config)
}

// newConv fills in the defaults, and returns what options set.
func newConv(c *spec.Conv, who string, filters int, size []int, fix string) *window {
	checkFilters(who, filters, fix)
	checkSize(who, size, fix)
	*c = spec.Conv{
		Filters:           filters,
		KernelSize:        size,
		Padding:           spec.Valid,
		Groups:            1,
		Activation:        Linear.object(),
		UseBias:           true,
		KernelInitializer: GlorotUniform().object,
		BiasInitializer:   Zeros().object,
	}
	w := &window{
		kernel: kernel{useBias: &c.UseBias, kernelInitializer: &c.KernelInitializer, biasInitializer: &c.BiasInitializer, bounds: &c.Bounds},
		who:    who, axes: len(size), strides: &c.Strides, dilation: &c.DilationRate,
		padding: &c.Padding, groups: &c.Groups, activation: &c.Activation,
	}
	w.sideBySide()
	return w
}

// Causal pads a sequence before its first step, so that no output sees a later
// step than its own.
func Causal() Conv1DOption {
	return windowSetting(func(w *window) { *w.padding = spec.Causal })
}

// GroupsOption is an option of [Conv1D] and [Conv2D]: [Groups].
type GroupsOption interface {
	Conv1DOption
	Conv2DOption
}

// Groups splits channels and filters into groups, of which each filter sees its
// own only. It panics if groups is less than 1.
func Groups(groups int) GroupsOption {
	if groups < 1 {
		panic(&Error{Who: fmt.Sprintf("nnlib.Groups(%d)", groups), Expected: "at least 1 group", Got: fmt.Sprint(groups), Fix: "nnlib.Groups(2)"})
	}
	return windowSetting(func(w *window) { *w.groups = groups })
}

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// SeparableConvOption is an option of [SeparableConv1D] and [SeparableConv2D]: a
// [ConvOption], [DepthMultiplier] or [PointwiseInitializer].
type SeparableConvOption interface{ separableConv(*window) }

// SeparableConv1D returns a convolution of sequences in two steps, with far fewer
// weights than [Conv1D]: kernels that look at each channel by itself, as
// [DepthwiseConv1D]'s do, then sums over all channels of each step.
//
// Shapes: x is [batch, steps, channels], depthwise_kernel [size, channels,
// multiplier], pointwise_kernel [1, channels·multiplier, filters], bias [filters] and
// y [batch, places, filters].
//
// Defaults: [Strides] 1, [Valid], [DilationRate] 1, [DepthMultiplier] 1, [Linear],
// [GlorotUniform] kernels, zero bias. [KernelInitializer] is the depthwise one's.
//
// SeparableConv1D panics if filters or kernelSize is less than 1; calling it panics
// if x is no sequence, and if it is shorter than the kernel.
//
// Source: Keras 3, keras/src/layers/convolutional/separable_conv1d.py.
func SeparableConv1D(filters, kernelSize int, options ...SeparableConvOption) *Layer {
	config := &spec.SeparableConv1D{}
	who := fmt.Sprintf("nnlib.SeparableConv1D(%d, %d)", filters, kernelSize)
	setSeparableConv(&config.SeparableConv, who, filters, []int{kernelSize}, "nnlib.SeparableConv1D(32, 3)", options)
	return newLayer(config)
}

// SeparableConv2D returns a convolution of images in two steps, with far fewer
// weights than [Conv2D]: kernels that look at each channel by itself, as
// [DepthwiseConv2D]'s do, then sums over all channels of each pixel.
//
// Shapes: x is [batch, height, width, channels], depthwise_kernel [height, width,
// channels, multiplier], pointwise_kernel [1, 1, channels·multiplier, filters],
// bias [filters] and y [batch, rows, columns, filters].
//
// Defaults: [Strides] 1, [Valid], [DilationRate] 1, [DepthMultiplier] 1, [Linear],
// [GlorotUniform] kernels, zero bias. [KernelInitializer] is the depthwise one's.
//
// SeparableConv2D panics if filters or kernelSize is less than 1; calling it panics
// if x has no images, and if they are smaller than the kernel.
//
// Source: Keras 3, keras/src/layers/convolutional/separable_conv2d.py.
func SeparableConv2D[S Size2D](filters int, kernelSize S, options ...SeparableConvOption) *Layer {
	config := &spec.SeparableConv2D{}
	size, text := size2D(kernelSize)
	who := fmt.Sprintf("nnlib.SeparableConv2D(%d, %s)", filters, text)
	setSeparableConv(&config.SeparableConv, who, filters, size, "nnlib.SeparableConv2D(32, 3)", options)
	return newLayer(config)
}

// setSeparableConv fills in the defaults, and what options set.
func setSeparableConv(c *spec.SeparableConv, who string, filters int, size []int, fix string, options []SeparableConvOption) {
	checkFilters(who, filters, fix)
	checkSize(who, size, fix)
	*c = spec.SeparableConv{
		Filters:              filters,
		KernelSize:           size,
		Padding:              spec.Valid,
		DepthMultiplier:      1,
		Activation:           Linear.object(),
		UseBias:              true,
		DepthwiseInitializer: GlorotUniform().object,
		PointwiseInitializer: GlorotUniform().object,
		BiasInitializer:      Zeros().object,
	}
	w := &window{
		kernel: kernel{useBias: &c.UseBias, kernelInitializer: &c.DepthwiseInitializer, biasInitializer: &c.BiasInitializer, bounds: &c.Bounds},
		who:    who, axes: len(size), strides: &c.Strides, dilation: &c.DilationRate, padding: &c.Padding,
		depthMultiplier: &c.DepthMultiplier, activation: &c.Activation, pointwiseInitializer: &c.PointwiseInitializer,
	}
	w.sideBySide()
	for _, option := range options {
		option.separableConv(w)
	}
}

// PointwiseInitializer sets how the kernel that mixes the channels starts.
func PointwiseInitializer(initializer Initializer) SeparableConvOption {
	return windowSetting(func(w *window) { *w.pointwiseInitializer = initializer.object })
}

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// SeparableConv2DOption is an option of [SeparableConv2D]: a [ConvOption],
// [DepthMultiplier] or [PointwiseInitializer].
type SeparableConv2DOption interface{ separableConv2D(*window) }

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
func SeparableConv2D[S Size2D](filters int, kernelSize S, options ...SeparableConv2DOption) *Layer {
	size, text := size2D(kernelSize)
	who := fmt.Sprintf("nnlib.SeparableConv2D(%d, %s)", filters, text)
	checkFilters(who, filters, "nnlib.SeparableConv2D(32, 3)")
	checkSize(who, size, "nnlib.SeparableConv2D(32, 3)")
	c := &spec.SeparableConv2D{
		Filters:              filters,
		KernelSize:           size,
		Strides:              []int{1, 1},
		Padding:              spec.Valid,
		DilationRate:         []int{1, 1},
		DepthMultiplier:      1,
		Activation:           Linear.object(),
		UseBias:              true,
		DepthwiseInitializer: GlorotUniform().object,
		PointwiseInitializer: GlorotUniform().object,
		BiasInitializer:      Zeros().object,
	}
	w := &window{
		kernel: kernel{useBias: &c.UseBias, kernelInitializer: &c.DepthwiseInitializer, biasInitializer: &c.BiasInitializer, bounds: &c.Bounds},
		who:    who, axes: 2, strides: &c.Strides, dilation: &c.DilationRate, padding: &c.Padding,
		depthMultiplier: &c.DepthMultiplier, activation: &c.Activation, pointwiseInitializer: &c.PointwiseInitializer,
	}
	for _, option := range options {
		option.separableConv2D(w)
	}
	return newLayer(c)
}

// PointwiseInitializer sets how the kernel that mixes the channels starts.
func PointwiseInitializer(initializer Initializer) SeparableConv2DOption {
	return windowSetting(func(w *window) { *w.pointwiseInitializer = initializer.object })
}

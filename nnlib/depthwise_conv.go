package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// DepthwiseConvOption is an option of [DepthwiseConv1D] and [DepthwiseConv2D]: a
// [ConvOption] or [DepthMultiplier].
type DepthwiseConvOption interface{ depthwiseConv(*window) }

// DepthwiseConv1D returns a convolution of sequences that looks at each channel by
// itself, with kernels of its own.
//
// Shapes: x is [batch, steps, channels], kernel [size, channels, multiplier], bias
// [channels·multiplier] and y [batch, places, channels·multiplier].
//
// Defaults: [Strides] 1, [Valid], [DilationRate] 1, [DepthMultiplier] 1, [Linear],
// [GlorotUniform] kernel, zero bias.
//
// DepthwiseConv1D panics if kernelSize is less than 1; calling it panics if x is no
// sequence, and if it is shorter than the kernel.
//
// Source: Keras 3, keras/src/layers/convolutional/depthwise_conv1d.py.
func DepthwiseConv1D(kernelSize int, options ...DepthwiseConvOption) *Layer {
	config := &spec.DepthwiseConv1D{}
	who := fmt.Sprintf("nnlib.DepthwiseConv1D(%d)", kernelSize)
	setDepthwiseConv(&config.DepthwiseConv, who, []int{kernelSize}, "nnlib.DepthwiseConv1D(3)", options)
	return newLayer(config)
}

// DepthwiseConv2D returns a convolution of images that looks at each channel by
// itself, with kernels of its own.
//
// Shapes: x is [batch, height, width, channels], kernel [height, width, channels,
// multiplier], bias [channels·multiplier] and y [batch, rows, columns,
// channels·multiplier].
//
// Defaults: [Strides] 1, [Valid], [DilationRate] 1, [DepthMultiplier] 1, [Linear],
// [GlorotUniform] kernel, zero bias.
//
// DepthwiseConv2D panics if kernelSize is less than 1; calling it panics if x has
// no images, and if they are smaller than the kernel.
//
// Source: Keras 3, keras/src/layers/convolutional/depthwise_conv2d.py.
func DepthwiseConv2D[S Size2D](kernelSize S, options ...DepthwiseConvOption) *Layer {
	config := &spec.DepthwiseConv2D{}
	size, text := size2D(kernelSize)
	setDepthwiseConv(&config.DepthwiseConv, fmt.Sprintf("nnlib.DepthwiseConv2D(%s)", text), size, "nnlib.DepthwiseConv2D(3)", options)
	return newLayer(config)
}

// setDepthwiseConv fills in the defaults, and what options set.
func setDepthwiseConv(c *spec.DepthwiseConv, who string, size []int, fix string, options []DepthwiseConvOption) {
	checkSize(who, size, fix)
	*c = spec.DepthwiseConv{
		KernelSize:           size,
		Padding:              spec.Valid,
		DepthMultiplier:      1,
		Activation:           Linear.object(),
		UseBias:              true,
		DepthwiseInitializer: GlorotUniform().object,
		BiasInitializer:      Zeros().object,
	}
	w := &window{
		kernel: kernel{useBias: &c.UseBias, kernelInitializer: &c.DepthwiseInitializer, biasInitializer: &c.BiasInitializer, bounds: &c.Bounds},
		who:    who, axes: len(size), strides: &c.Strides, dilation: &c.DilationRate,
		padding: &c.Padding, depthMultiplier: &c.DepthMultiplier, activation: &c.Activation,
	}
	w.sideBySide()
	for _, option := range options {
		option.depthwiseConv(w)
	}
}

// DepthOption is an option of depthwise and separable convolutions, such as
// [DepthwiseConv2D] and [SeparableConv2D]: [DepthMultiplier].
type DepthOption interface {
	DepthwiseConvOption
	SeparableConvOption
}

// DepthMultiplier sets how many kernels each channel has. It panics if multiplier
// is less than 1.
func DepthMultiplier(multiplier int) DepthOption {
	if multiplier < 1 {
		panic(&Error{
			Who:      fmt.Sprintf("nnlib.DepthMultiplier(%d)", multiplier),
			Expected: "at least 1 kernel a channel",
			Got:      fmt.Sprint(multiplier),
			Fix:      "nnlib.DepthMultiplier(1)",
		})
	}
	return windowSetting(func(w *window) { *w.depthMultiplier = multiplier })
}

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// DepthwiseConv2DOption is an option of [DepthwiseConv2D]: a [ConvOption] or
// [DepthMultiplier].
type DepthwiseConv2DOption interface{ depthwiseConv2D(*window) }

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
func DepthwiseConv2D[S Size2D](kernelSize S, options ...DepthwiseConv2DOption) *Layer {
	size, text := size2D(kernelSize)
	who := fmt.Sprintf("nnlib.DepthwiseConv2D(%s)", text)
	checkSize(who, size, "nnlib.DepthwiseConv2D(3)")
	c := &spec.DepthwiseConv2D{
		KernelSize:           size,
		Strides:              []int{1, 1},
		Padding:              spec.Valid,
		DepthMultiplier:      1,
		DilationRate:         []int{1, 1},
		Activation:           Linear.object(),
		UseBias:              true,
		DepthwiseInitializer: GlorotUniform().object,
		BiasInitializer:      Zeros().object,
	}
	w := &window{
		kernel: kernel{useBias: &c.UseBias, kernelInitializer: &c.DepthwiseInitializer, biasInitializer: &c.BiasInitializer, bounds: &c.Bounds},
		who:    who, axes: 2, strides: &c.Strides, dilation: &c.DilationRate,
		padding: &c.Padding, depthMultiplier: &c.DepthMultiplier, activation: &c.Activation,
	}
	for _, option := range options {
		option.depthwiseConv2D(w)
	}
	return newLayer(c)
}

// DepthOption is an option of [DepthwiseConv2D] and [SeparableConv2D]:
// [DepthMultiplier].
type DepthOption interface {
	DepthwiseConv2DOption
	SeparableConv2DOption
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

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// ConvTransposeOption is an option of [Conv1DTranspose] and [Conv2DTranspose]: a
// [ConvOption] or [OutputPadding].
type ConvTransposeOption interface{ convTranspose(*window) }

// Conv1DTranspose returns the convolution that makes sequences longer: each step,
// times the kernel, is laid over a window of the output, and what overlaps adds up.
// It goes the way of the gradient of a [Conv1D].
//
// Shapes: x is [batch, steps, channels], kernel [size, filters, channels], bias
// [filters] and y [batch, places, filters]; with [Same], places are strides·steps,
// with [Valid] strides·(steps-1) + the kernel's size or, if that is larger, the
// stride.
//
// Defaults: [Strides] 1, [Valid], [DilationRate] 1, [Linear], [GlorotUniform]
// kernel, zero bias.
//
// Conv1DTranspose panics if filters or kernelSize is less than 1, for strides with a
// dilation rate, and for an output padding that is not less than the strides;
// calling it panics if x is no sequence.
//
// Source: Keras 3, keras/src/layers/convolutional/conv1d_transpose.py.
func Conv1DTranspose(filters, kernelSize int, options ...ConvTransposeOption) *Layer {
	config := &spec.Conv1DTranspose{}
	who, fix := fmt.Sprintf("nnlib.Conv1DTranspose(%d, %d)", filters, kernelSize), "nnlib.Conv1DTranspose(32, 3, nnlib.Strides(2), nnlib.Same)"
	setConvTranspose(&config.ConvTranspose, who, filters, []int{kernelSize}, fix, options)
	return newLayer(config)
}

// Conv2DTranspose returns the convolution that makes images larger, as decoders
// need it: each pixel, times the kernel, is laid over a window of the output, and
// what overlaps adds up. It goes the way of the gradient of a [Conv2D].
//
// Shapes: x is [batch, height, width, channels], kernel [height, width, filters,
// channels], bias [filters] and y [batch, rows, columns, filters]; with [Same],
// rows are strides·height, with [Valid] strides·(height-1) + the kernel's height or,
// if that is larger, the stride.
//
// Defaults: [Strides] 1, [Valid], [DilationRate] 1, [Linear], [GlorotUniform]
// kernel, zero bias.
//
// Conv2DTranspose panics if filters or kernelSize is less than 1, for strides
// with a dilation rate, and for an output padding that is not less than the
// strides; calling it panics if x has no images.
//
// Source: Keras 3, keras/src/layers/convolutional/conv2d_transpose.py.
func Conv2DTranspose[S Size2D](filters int, kernelSize S, options ...ConvTransposeOption) *Layer {
	config := &spec.Conv2DTranspose{}
	size, text := size2D(kernelSize)
	who, fix := fmt.Sprintf("nnlib.Conv2DTranspose(%d, %s)", filters, text), "nnlib.Conv2DTranspose(32, 3, nnlib.Strides(2), nnlib.Same)"
	setConvTranspose(&config.ConvTranspose, who, filters, size, fix, options)
	return newLayer(config)
}

// setConvTranspose fills in the defaults, and what options set.
func setConvTranspose(c *spec.ConvTranspose, who string, filters int, size []int, fix string, options []ConvTransposeOption) {
	checkFilters(who, filters, fix)
	checkSize(who, size, fix)
	*c = spec.ConvTranspose{
		Filters:           filters,
		KernelSize:        size,
		Padding:           spec.Valid,
		Activation:        Linear.object(),
		UseBias:           true,
		KernelInitializer: GlorotUniform().object,
		BiasInitializer:   Zeros().object,
	}
	w := &window{
		kernel: kernel{useBias: &c.UseBias, kernelInitializer: &c.KernelInitializer, biasInitializer: &c.BiasInitializer, bounds: &c.Bounds},
		who:    who, axes: len(size), strides: &c.Strides, dilation: &c.DilationRate, outputPadding: &c.OutputPadding,
		padding: &c.Padding, activation: &c.Activation,
	}
	w.sideBySide()
	for _, option := range options {
		option.convTranspose(w)
	}
	w.checkStrides()
	w.checkOutputPadding()
}

// OutputPadding sets how many steps, or rows and columns, a [Conv1DTranspose] or
// [Conv2DTranspose] adds to the smallest output that its settings could have come
// from, at the end: one number for all axes, or one for each.
func OutputPadding(padding ...int) ConvTransposeOption {
	return windowSetting(func(w *window) { *w.outputPadding = w.perAxis("OutputPadding", 0, padding) })
}

func (w *window) checkOutputPadding() {
	for i, padding := range *w.outputPadding {
		if stride := (*w.strides)[i]; padding >= stride {
			panic(&Error{
				Who:      w.who,
				Expected: "an output padding less than the strides",
				Got:      fmt.Sprintf("%v with strides %v", *w.outputPadding, *w.strides),
				Fix:      fmt.Sprintf("nnlib.OutputPadding(%d), or larger nnlib.Strides", stride-1),
			})
		}
	}
}

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// Conv2DTransposeOption is an option of [Conv2DTranspose]: a [ConvOption] or
// [OutputPadding].
type Conv2DTransposeOption interface{ conv2DTranspose(*window) }

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
func Conv2DTranspose[S Size2D](filters int, kernelSize S, options ...Conv2DTransposeOption) *Layer {
	size, text := size2D(kernelSize)
	who, fix := fmt.Sprintf("nnlib.Conv2DTranspose(%d, %s)", filters, text), "nnlib.Conv2DTranspose(32, 3, nnlib.Strides(2), nnlib.Same)"
	checkFilters(who, filters, fix)
	checkSize(who, size, fix)
	c := &spec.Conv2DTranspose{
		Filters:           filters,
		KernelSize:        size,
		Strides:           []int{1, 1},
		Padding:           spec.Valid,
		DilationRate:      []int{1, 1},
		Activation:        Linear.object(),
		UseBias:           true,
		KernelInitializer: GlorotUniform().object,
		BiasInitializer:   Zeros().object,
	}
	w := &window{
		kernel: kernel{useBias: &c.UseBias, kernelInitializer: &c.KernelInitializer, biasInitializer: &c.BiasInitializer, bounds: &c.Bounds},
		who:    who, axes: 2, strides: &c.Strides, dilation: &c.DilationRate, outputPadding: &c.OutputPadding,
		padding: &c.Padding, activation: &c.Activation,
	}
	for _, option := range options {
		option.conv2DTranspose(w)
	}
	w.checkStrides()
	w.checkOutputPadding()
	return newLayer(c)
}

// OutputPadding sets how many rows and columns a [Conv2DTranspose] adds to the
// smallest output that its settings could have come from, at the end: one number
// for both, or one for each.
func OutputPadding(padding ...int) Conv2DTransposeOption {
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

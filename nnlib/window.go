package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// Size2D is a height and a width: one number for both, as in Conv2D(32, 3), or
// two, as in Conv2D(32, [2]int{3, 5}).
type Size2D interface{ int | [2]int }

// WindowOption is an option of convolutions and poolings: [Strides], [Valid] and
// [Same].
type WindowOption interface {
	ConvOption
	PoolOption
}

// Padding says what happens where a window reaches over the border. Pass one of
// the constants to a convolution or a pooling.
type Padding string

const (
	Valid Padding = spec.Valid // it never does: the output is smaller than the input
	Same  Padding = spec.Same  // there is padding around: with strides of 1 the output is as large as the input
)

// set sets the padding.
func (p Padding) set(w *window) {
	if p != Valid && p != Same {
		panic(&Error{Who: w.who, Expected: "nnlib.Valid or nnlib.Same as padding", Got: fmt.Sprintf("%q", string(p)), Fix: "nnlib.Same"})
	}
	*w.padding = string(p)
}

func (p Padding) conv1D(w *window)        { p.set(w) }
func (p Padding) conv2D(w *window)        { p.set(w) }
func (p Padding) convTranspose(w *window) { p.set(w) }
func (p Padding) depthwiseConv(w *window) { p.set(w) }
func (p Padding) separableConv(w *window) { p.set(w) }
func (p Padding) pool(w *window)          { p.set(w) }

// Strides sets how far a window moves from place to place: one number for all
// axes, or one for each. Convolutions move by 1 without it, poolings by their
// size. A layer that it does not fit panics.
func Strides(strides ...int) WindowOption {
	return windowSetting(func(w *window) { *w.strides = w.perAxis("Strides", 1, strides) })
}

// DilationRate sets how far apart a kernel's elements lie: one number for all
// axes, or one for each; 1 is side by side. A layer that it does not fit panics.
func DilationRate(rate ...int) ConvOption {
	return windowSetting(func(w *window) { *w.dilation = w.perAxis("DilationRate", 1, rate) })
}

// window is what a layer that slides a window lets options set.
type window struct {
	kernel
	who                              string
	axes                             int
	strides, dilation, outputPadding *[]int
	padding                          *string
	groups, depthMultiplier          *int
	activation, pointwiseInitializer *spec.Object
}

// perAxis gives each axis a number, at least the least.
func (w *window) perAxis(name string, least int, numbers []int) []int {
	counts := make([]int, w.axes)
	for i := range counts {
		switch len(numbers) {
		case 1:
			counts[i] = numbers[0]
		case w.axes:
			counts[i] = numbers[i]
		}
		if counts[i] < least || counts[i] > 1<<20 || len(numbers) != 1 && len(numbers) != w.axes {
			panic(&Error{
				Who:      w.who,
				Expected: fmt.Sprintf("nnlib.%s with a number of at least %d, or one for each of %d axes", name, least, w.axes),
				Got:      fmt.Sprint(numbers),
				Fix:      fmt.Sprintf("nnlib.%s(%d)", name, least+1),
			})
		}
	}
	return counts
}

// sideBySide sets what strides and dilation are without options.
func (w *window) sideBySide() {
	*w.strides, *w.dilation = w.perAxis("Strides", 1, []int{1}), w.perAxis("DilationRate", 1, []int{1})
}

// checkStrides refuses what Keras refuses: strides and dilation at once.
func (w *window) checkStrides() {
	apart := func(counts []int) bool {
		for _, n := range counts {
			if n > 1 {
				return true
			}
		}
		return false
	}
	if apart(*w.strides) && apart(*w.dilation) {
		panic(&Error{
			Who:      w.who,
			Expected: "either strides or a dilation rate, as in Keras",
			Got:      fmt.Sprintf("strides %v and a dilation rate of %v", *w.strides, *w.dilation),
			Fix:      "leave nnlib.Strides or nnlib.DilationRate out",
		})
	}
}

// windowSetting is an option as a function.
type windowSetting func(*window)

func (s windowSetting) conv1D(w *window)        { s(w) }
func (s windowSetting) conv2D(w *window)        { s(w) }
func (s windowSetting) convTranspose(w *window) { s(w) }
func (s windowSetting) depthwiseConv(w *window) { s(w) }
func (s windowSetting) separableConv(w *window) { s(w) }
func (s windowSetting) pool(w *window)          { s(w) }

// Every layer with kernels takes activations and the options of kernels.

func (a Activation) conv1D(w *window)        { *w.activation = a.object() }
func (a Activation) conv2D(w *window)        { *w.activation = a.object() }
func (a Activation) convTranspose(w *window) { *w.activation = a.object() }
func (a Activation) depthwiseConv(w *window) { *w.activation = a.object() }
func (a Activation) separableConv(w *window) { *w.activation = a.object() }

func (o KernelOption) conv1D(w *window)        { o.set(&w.kernel) }
func (o KernelOption) conv2D(w *window)        { o.set(&w.kernel) }
func (o KernelOption) convTranspose(w *window) { o.set(&w.kernel) }
func (o KernelOption) depthwiseConv(w *window) { o.set(&w.kernel) }
func (o KernelOption) separableConv(w *window) { o.set(&w.kernel) }

// size2D is a size for each axis, and how one writes it.
func size2D[S Size2D](size S) (sizes []int, text string) {
	switch size := any(size).(type) {
	case [2]int:
		return size[:], fmt.Sprintf("[2]int{%d, %d}", size[0], size[1])
	case int:
		return []int{size, size}, fmt.Sprint(size)
	}
	return nil, ""
}

// checkSize panics unless a window has a size.
func checkSize(who string, size []int, fix string) {
	for _, n := range size {
		if n < 1 || n > 1<<20 {
			panic(&Error{Who: who, Expected: "a window of size 1 or more", Got: fmt.Sprint(size), Fix: fix})
		}
	}
}

func checkFilters(who string, filters int, fix string) {
	if filters < 1 {
		panic(&Error{Who: who, Expected: "at least 1 filter", Got: fmt.Sprint(filters), Fix: fix})
	}
}

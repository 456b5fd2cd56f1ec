package nnlib

import "fmt"

// Axes says along which axes something is done: see [Axis].
type Axes []int

// Axis names axes as Keras counts them: 0 is the batch, 1 a row's first, and -1 the
// last. It panics without an axis.
//
// It is an option of [Softmax], [BatchNormalization], [LayerNormalization],
// [GroupNormalization], [RMSNormalization], [UnitNormalization] and [Normalization],
// and of the constraints [MaxNorm], [UnitNorm] and [MinMaxNorm], where it names axes
// of a weight, the first of which is 0.
func Axis(axes ...int) Axes {
	if len(axes) == 0 {
		panic(&Error{Who: "nnlib.Axis", Expected: "at least one axis", Got: "none", Fix: "nnlib.Axis(-1), the last"})
	}
	return Axes(axes)
}

func (a Axes) activation(settings map[string]float64) { settings["axis"] = float64(a.single()) }

// single is the one axis that some take.
func (a Axes) single() int {
	if len(a) != 1 {
		panic(&Error{Who: "nnlib.Axis", Expected: "one axis, for this layer", Got: fmt.Sprint([]int(a)), Fix: "nnlib.Axis(-1), the last"})
	}
	return a[0]
}

package spec

import (
	"fmt"
	"strings"

	"nnbook/nnlib/internal/fault"
)

// Object names one of Keras' small things, an activation, initializer, loss,
// metric or optimizer, with its numeric settings, all of them filled in.
type Object struct {
	Class  string  `json:"class_name"` // Keras' name: "relu", "GlorotUniform", "Adam"
	Params Numbers `json:"config,omitempty"`
	Name   string  `json:"name,omitempty"` // of a metric in logs, if not the class'

	// An optimizer's learning rate, where it follows from the step.
	Schedule *Object `json:"schedule,omitempty"`
}

// Param returns a setting. It panics if the constructor left it out, because
// defaults belong in one place.
func (o Object) Param(name string) float64 {
	value, ok := o.Params[name]
	if !ok {
		panic(fmt.Sprintf("spec: %s has no setting %q", o.Class, name))
	}
	return value
}

// activated is the shape of what an activation makes of rows.
func (o Object) activated(in Shape) (Shape, error) {
	last := len(in) - 1
	switch o.Class {
	case GLU:
		if last < 0 || in[last]%2 != 0 {
			return nil, &fault.Error{
				Expected: "rows whose last axis has two halves",
				Got:      "rows of shape " + in.String(),
				Fix:      "an even number of units before the GLU",
			}
		}
		out := append(Shape{}, in...)
		out[last] /= 2
		return out, nil
	case Softmax, LogSoftmax, Sparsemax:
		if last < 0 {
			return nil, &fault.Error{Expected: "rows with at least one axis", Got: "single numbers", Fix: "nnlib.Input(3)"}
		}
	}
	return in, nil
}

// AxisParams are axes as settings: axis, axis_1, axis_2, ….
func AxisParams(axes ...int) Numbers {
	params := Numbers{}
	for i, axis := range axes {
		params[axisParam(i)] = float64(axis)
	}
	return params
}

// Axes returns what AxisParams was given.
func (o Object) Axes() []int {
	var axes []int
	for {
		axis, ok := o.Params[axisParam(len(axes))]
		if !ok {
			return axes
		}
		axes = append(axes, int(axis))
	}
}

func axisParam(i int) string {
	if i == 0 {
		return "axis"
	}
	return fmt.Sprintf("axis_%d", i)
}

// Extra returns a setting that may be left out, then 0.
func (o Object) Extra(name string) float64 { return o.Params[name] }

// Has tells whether a setting that may be left out is there.
func (o Object) Has(name string) bool {
	_, ok := o.Params[name]
	return ok
}

// Snake turns a class into Keras' snake case, which names layers:
// "Conv2D" → "conv2d", "BatchNormalization" → "batch_normalization".
func Snake(class string) string {
	var text strings.Builder
	runes := []rune(class)
	for i, r := range runes {
		upper := r >= 'A' && r <= 'Z'
		if upper && i > 0 {
			afterLower := runes[i-1] >= 'a' && runes[i-1] <= 'z'
			beforeLower := i+1 < len(runes) && runes[i+1] >= 'a' && runes[i+1] <= 'z'
			if afterLower || beforeLower {
				text.WriteByte('_')
			}
		}
		text.WriteString(strings.ToLower(string(r)))
	}
	return text.String()
}

package nnlib

import (
	"maps"

	"nnbook/nnlib/internal/spec"
)

// Constraint changes a weight after each step of training, so that it holds:
// [MaxNorm], [NonNeg], [UnitNorm] or [MinMaxNorm]. See [KernelConstraint].
//
// Norms are taken along the axis 0 of a weight, for each output of a [Dense] over
// its inputs; with [Axis] along others, as 0, 1 and 2 of a Conv2D's kernel.
//
// Source: Keras 3, keras/src/constraints/constraints.py.
type Constraint struct{ object spec.Object }

// MaxNorm shortens what has a larger norm than most. Keras' default is 2. It panics
// unless most is 0 or more.
func MaxNorm(most float64, along ...Axes) Constraint {
	checkSetting("nnlib.MaxNorm", most, most >= 0, "0 or a number above", "nnlib.MaxNorm(2)")
	return norm(spec.MaxNorm, spec.Numbers{"max_value": most}, along)
}

// NonNeg makes 0 of negative weights.
func NonNeg() Constraint { return Constraint{spec.Object{Class: spec.NonNeg}} }

// UnitNorm brings norms to 1.
func UnitNorm(along ...Axes) Constraint { return norm(spec.UnitNorm, spec.Numbers{}, along) }

// MinMaxNorm brings norms by a rate nearer to between least and most; at 1, all the
// way. Keras' defaults are 0, 1 and 1. It panics unless 0 ≤ least ≤ most and
// 0 ≤ rate ≤ 1.
func MinMaxNorm(least, most, rate float64, along ...Axes) Constraint {
	const fix = "nnlib.MinMaxNorm(0, 1, 1)"
	checkSetting("nnlib.MinMaxNorm", most-least, least >= 0 && least <= most, "two numbers from 0, the smaller first", fix)
	checkSetting("nnlib.MinMaxNorm", rate, rate >= 0 && rate <= 1, "a rate from 0 to 1", fix)
	return norm(spec.MinMaxNorm, spec.Numbers{"min_value": least, "max_value": most, "rate": rate}, along)
}

// norm adds the axes, of which the last given count.
func norm(class string, params spec.Numbers, along []Axes) Constraint {
	axes := Axis(0)
	for _, a := range along {
		axes = a
	}
	maps.Copy(params, spec.AxisParams(axes...))
	return Constraint{spec.Object{Class: class, Params: params}}
}

// pointer is the constraint as layers keep it.
func (c Constraint) pointer(who string) *spec.Object {
	return given(who, "a constraint", "nnlib.MaxNorm(2)", c.object)
}

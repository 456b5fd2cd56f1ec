package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// Tensor stands for values that flow through a model: what comes in at an
// [Input], or what [Layer.Call] makes of it. It has a shape, but no values.
type Tensor struct {
	layer  *Layer
	inputs []*Tensor
	shape  spec.Shape
}

// Input declares where data comes into a model: the shape of one row, without
// the batch. A grey image is Input(28, 28), eight features are Input(8).
//
// Input panics if a size is not positive.
//
// Source: Keras 3, keras/src/layers/core/input_layer.py.
func Input(shape ...int) *Tensor {
	rows := spec.Shape(slices.Clone(shape))
	if err := rows.Validate(); err != nil {
		panic(&Error{
			Who:      "nnlib.Input",
			Expected: "the shape of one row, without the batch",
			Got:      fmt.Sprint(shape),
			Fix:      "nnlib.Input(28, 28) for images of 28×28, nnlib.Input(8) for eight features",
		})
	}
	return &Tensor{layer: newLayer(&spec.Input{Shape: rows}), shape: rows}
}

// Named returns a copy of an input with a name of its own.
//
// Named panics for the output of a layer: there, name the layer.
func (t *Tensor) Named(name string) *Tensor {
	if !t.isInput() {
		panic(&Error{
			Who:      fmt.Sprintf("Named(%q)", name),
			Expected: "an Input",
			Got:      "the output of " + t.layer.String(),
			Fix:      fmt.Sprintf("nnlib.%s(…).Named(%q).Call(…)", t.layer.config.Class(), name),
		})
	}
	return &Tensor{layer: t.layer.Named(name), shape: t.shape}
}

// Shape returns the sizes of a row's axes, without the batch.
func (t *Tensor) Shape() []int { return slices.Clone(t.shape) }

func (t *Tensor) isInput() bool { return len(t.inputs) == 0 }

func (*Tensor) stackable() {}

// String names the layer that the tensor comes from and its shape.
func (t *Tensor) String() string { return fmt.Sprintf("%s %v", t.layer, t.shape) }

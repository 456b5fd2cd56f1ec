package nnlib

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"nnbook/nnlib/internal/spec"
)

// Layer is a step of a model, as [Dense] or [Flatten] declare it. Stack layers
// with [Sequential], or connect them yourself with Call and [Functional].
//
// A layer is a declaration; its weights belong to the model that it is part of.
// A Layer that is called twice is one layer with one set of weights.
type Layer struct {
	name     string // "" until a model gives it one
	config   spec.Config
	function *spec.Object // of a layer that an Activation made: what that is within other layers
	frozen   bool
}

func newLayer(config spec.Config) *Layer { return &Layer{config: config} }

// Named returns a copy of the layer with a name of its own. Without, a model
// names its layers by class and place: dense, dense_1, …
//
// Named panics for an empty name and one with a slash.
func (l *Layer) Named(name string) *Layer {
	checkName(l.String(), name)
	return &Layer{name: name, config: l.config, frozen: l.frozen}
}

// Trainable returns a copy of the layer that learns, as layers do, or one whose
// weights stay as they are: a frozen layer.
//
// Freezing a layer of a model that learned something keeps its weights: declare
// the model again, with the layer frozen, and go on. The optimizer starts anew.
func (l *Layer) Trainable(trainable bool) *Layer {
	return &Layer{name: l.name, config: l.config, frozen: !trainable}
}

// Call connects the layer: it returns what the layer makes of its inputs.
//
// Call panics if the layer cannot take inputs of these shapes.
func (l *Layer) Call(inputs ...*Tensor) *Tensor {
	output, problem := l.call(inputs)
	if problem != nil {
		problem.Who = l.String()
		panic(problem)
	}
	return output
}

// String names the layer's class and, where it has one, its name.
func (l *Layer) String() string {
	if l.name == "" {
		return l.config.Class()
	}
	return fmt.Sprintf("%s %q", l.config.Class(), l.name)
}

// call returns the output, or a problem that does not say yet who speaks.
func (l *Layer) call(inputs []*Tensor) (*Tensor, *Error) {
	if problem := l.checkCount(inputs); problem != nil {
		return nil, problem
	}
	shapes := make([]spec.Shape, len(inputs))
	for i, input := range inputs {
		shapes[i] = input.shape
	}
	shape, err := l.config.OutputShape(shapes)
	if err != nil {
		var problem *Error
		if !errors.As(err, &problem) {
			problem = &Error{Got: err.Error()}
		}
		return nil, problem
	}
	if err := shape.Validate(); err != nil {
		return nil, &Error{Got: err.Error(), Fix: "smaller rows, or fewer units"}
	}
	return &Tensor{layer: l, inputs: inputs, shape: shape}, nil
}

func (l *Layer) checkCount(inputs []*Tensor) *Error {
	least, most := spec.Arity(l.config)
	expected, call := "one input", "Call(x), x being an Input or another layer's output"
	switch {
	case least > 1 && most == least:
		expected, call = fmt.Sprintf("%d inputs", least), "Call(a, b)"
	case most > 1:
		expected, call = fmt.Sprintf("%d inputs or more", least), "Call(a, b)"
	}
	if len(inputs) >= least && len(inputs) <= most && !slices.Contains(inputs, nil) {
		return nil
	}
	got := fmt.Sprint(len(inputs))
	if slices.Contains(inputs, nil) {
		got = "nil"
	}
	return &Error{Expected: expected, Got: got, Fix: fmt.Sprintf("nnlib.%s(…).%s", l.config.Class(), call)}
}

func checkName(who, name string) {
	if name == "" || strings.Contains(name, "/") {
		panic(&Error{
			Who:      who,
			Expected: "a name without a slash",
			Got:      fmt.Sprintf("%q", name),
			Fix:      `Named("hidden")`,
		})
	}
}

func (*Layer) stackable() {}

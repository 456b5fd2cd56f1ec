package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Weight is one of a model's variables.
type Weight struct {
	Name   string    // the layer's and its own: "dense/kernel"
	Shape  []int     // a Dense kernel is [in, units]
	Values []float32 // row by row
}

// Weights returns the model's variables, in the order of its layers, as they
// are now.
func (m *Model) Weights() []Weight {
	result := call{who: m.who("Weights"), request: wire.GetWeights{Model: m.spec}}.run()
	variables, _ := result.(wire.Variables)
	return weightsOf(variables)
}

func weightsOf(variables wire.Variables) []Weight {
	weights := make([]Weight, len(variables.Arrays))
	for i, array := range variables.Arrays {
		weights[i] = Weight{variables.Names[i], array.Shape, array.Float32s()}
	}
	return weights
}

// SetWeights replaces the model's variables, in the order and shapes of
// [Model.Weights]. The optimizer's state stays.
//
// SetWeights panics if number, names or shapes differ.
func (m *Model) SetWeights(weights []Weight) {
	who := m.who("SetWeights")
	refuseInPackageVar(who, "model.SetWeights(…)")
	names, shapes := m.weightNames()
	m.checkWeights(who, weights, names, shapes)
	variables := wire.Variables{Names: names}
	for _, w := range weights {
		variables.Arrays = append(variables.Arrays, wire.Float32s(w.Values, w.Shape...))
	}
	call{who: who, request: wire.SetWeights{Model: m.spec, Variables: variables}}.run()
}

func (m *Model) checkWeights(who string, weights []Weight, names []string, shapes [][]int) {
	problem := &Error{Who: who, Fix: "weights := model.Weights(), of a model with the same layers"}
	if len(weights) != len(names) {
		problem.Expected, problem.Got = fmt.Sprintf("%d weights", len(names)), fmt.Sprint(len(weights))
		panic(problem)
	}
	for i, w := range weights {
		if w.Name != names[i] || !slices.Equal(w.Shape, shapes[i]) || len(w.Values) != spec.Shape(shapes[i]).Size() {
			problem.Expected = fmt.Sprintf("%s of shape %v as number %d", names[i], shapes[i], i+1)
			problem.Got = fmt.Sprintf("%s of shape %v with %d values", w.Name, w.Shape, len(w.Values))
			panic(problem)
		}
	}
}

func (m *Model) weightNames() (names []string, shapes [][]int) {
	for i, weights := range m.spec.Weights() {
		for _, w := range weights {
			names = append(names, m.spec.Layers[i].Name+"/"+w.Name)
			shapes = append(shapes, w.Shape)
		}
	}
	return names, shapes
}

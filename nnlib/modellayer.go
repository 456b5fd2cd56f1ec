package nnlib

import (
	"fmt"
	"slices"
	"strings"

	"nnbook/nnlib/internal/spec"
)

// ModelLayer is a layer as a part of a model, where it has weights.
type ModelLayer struct {
	model *Model
	index int
}

// Layer returns the model's layer of a name; [Model.Summary] shows the names.
//
// Layer panics for a name that no layer has.
func (m *Model) Layer(name string) *ModelLayer {
	var names []string
	for i, layer := range m.spec.Layers {
		if layer.Name == name {
			return &ModelLayer{m, i}
		}
		names = append(names, layer.Name)
	}
	panic(&Error{
		Who:      fmt.Sprintf("Layer(%q) of model %q", name, m.spec.Name),
		Expected: "the name of a layer, one of " + strings.Join(quoted(names), ", "),
		Got:      fmt.Sprintf("%q", name),
		Fix:      fmt.Sprintf("model.Layer(%q)", names[len(names)-1]),
	})
}

// Layers returns all layers of the model, in the order of its summary.
func (m *Model) Layers() []*ModelLayer {
	layers := make([]*ModelLayer, len(m.spec.Layers))
	for i := range layers {
		layers[i] = &ModelLayer{m, i}
	}
	return layers
}

func (l *ModelLayer) declared() spec.Layer { return l.model.spec.Layers[l.index] }

// Name returns the layer's name in the model.
func (l *ModelLayer) Name() string { return l.declared().Name }

// Class returns Keras' name for what the layer is: "Dense".
func (l *ModelLayer) Class() string { return l.declared().Config.Class() }

// Shape returns the sizes of the axes of what the layer makes of a row, in its
// last call.
func (l *ModelLayer) Shape() []int {
	var shape spec.Shape
	for _, node := range l.model.spec.Nodes {
		if node.Layer == l.index {
			shape = node.Shape
		}
	}
	return slices.Clone(shape)
}

// Params returns the number of values in the layer's weights.
func (l *ModelLayer) Params() int {
	params := 0
	for _, w := range l.model.spec.Weights()[l.index] {
		params += spec.Shape(w.Shape).Size()
	}
	return params
}

// Weights returns the layer's variables as they are now, named as within the
// layer: "kernel", and in a model as a layer "dense/kernel".
func (l *ModelLayer) Weights() []Weight {
	from, to := l.place()
	weights := l.model.Weights()[from:to]
	for i := range weights {
		weights[i].Name = strings.TrimPrefix(weights[i].Name, l.Name()+"/")
	}
	return weights
}

// SetWeights replaces the layer's variables, as [ModelLayer.Weights] returns them.
// What a model learned goes into one that it is a layer of by
//
//	auto.Layer("encoder").SetWeights(encoder.Weights())
//
// and what it learned there back by encoder.SetWeights(auto.Layer("encoder").Weights()).
//
// SetWeights panics if number, names or shapes differ.
func (l *ModelLayer) SetWeights(weights []Weight) {
	who := fmt.Sprintf("SetWeights of layer %q of model %q", l.Name(), l.model.spec.Name)
	refuseInPackageVar(who, "layer.SetWeights(…)")
	names, shapes := l.model.weightNames()
	from, to := l.place()
	for i := range names {
		names[i] = strings.TrimPrefix(names[i], l.Name()+"/")
	}
	l.model.checkWeights(who, weights, names[from:to], shapes[from:to])
	all := l.model.Weights()
	for i, w := range weights {
		all[from+i].Values = w.Values
	}
	l.model.SetWeights(all)
}

// place is where the layer's variables are among the model's.
func (l *ModelLayer) place() (from, to int) {
	for i, weights := range l.model.spec.Weights()[:l.index+1] {
		if i < l.index {
			from += len(weights)
		}
		to += len(weights)
	}
	return from, to
}

// String tells the layer's name, class and shape: encoder (Sequential) [2].
func (l *ModelLayer) String() string {
	return fmt.Sprintf("%s (%s) %v", l.Name(), l.Class(), l.Shape())
}

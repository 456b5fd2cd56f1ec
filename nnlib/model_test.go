package nnlib

import (
	"encoding/json"
	"slices"
	"testing"
)

func layerNames(m *Model) []string {
	var names []string
	for _, layer := range m.spec.Layers {
		names = append(names, layer.Name)
	}
	return names
}

func TestLayerNames(t *testing.T) {
	shared := Dense(3)
	x := Input(3)
	cases := []struct {
		name  string
		model *Model
		want  []string
	}{
		{"by class and place", digits("m"), []string{"input_layer", "flatten", "dense", "dense_1", "dense_2"}},
		{"given ones do not count", Sequential("m", x, Dense(1).Named("first"), Dense(1)), []string{"input_layer", "first", "dense"}},
		{"taken ones are passed over", Sequential("m", x, Dense(1), Dense(1).Named("dense"), Dense(1)), []string{"input_layer", "dense_1", "dense", "dense_2"}},
		{"a shared layer has one", Functional("m", Inputs(x), Outputs(shared.Call(shared.Call(x)))), []string{"input_layer", "dense"}},
		{"in Keras' order", branches(), []string{"a", "dense", "b", "dense_1", "unused", "dense_2", "dense_3"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := layerNames(c.model); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Names and seeds must not depend on what else is declared, or in which order,
// because a notebook runs its declarations again in every cell, in an order of its own.
func TestOrderOfDeclaration(t *testing.T) {
	declare := func(first, second func() *Layer) (a, b *Layer) {
		a = first()
		return a, second()
	}
	wide := func() *Layer { return Dense(30, ReLU) }
	narrow := func() *Layer { return Dense(10, Softmax) }
	a, b := declare(wide, narrow)
	one := Sequential("m", Input(8), a, b)
	digits("another")
	b, a = declare(narrow, wide)
	two := Sequential("m", Input(8), a, b)
	if got, want := text(t, two), text(t, one); got != want {
		t.Errorf("declared in another order:\n%s\nwant\n%s", got, want)
	}
	if change := two.spec.Change(one.spec); change != "" {
		t.Errorf("the engine would start afresh: %s", change)
	}
}

func text(t *testing.T, m *Model) string {
	t.Helper()
	data, err := json.Marshal(m.spec)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestDeclarationsAreValid(t *testing.T) {
	for name, model := range goldenModels() {
		t.Run(name, func(t *testing.T) {
			if err := model.spec.Validate(); err != nil {
				t.Error(err)
			}
			if model.Name() != name {
				t.Errorf("its name is %q", model.Name())
			}
		})
	}
}

func TestNamedAndSeededAreCopies(t *testing.T) {
	plain := Dense(3)
	if named := plain.Named("a"); named == plain || plain.String() != "Dense" || named.String() != `Dense "a"` {
		t.Errorf("got %v from %v", named, plain)
	}
	x := Input(3)
	if named := x.Named("a"); named == x || x.String() != "InputLayer (None, 3)" || named.String() != `InputLayer "a" (None, 3)` {
		t.Errorf("got %v from %v", named, x)
	}
	model := digits("m")
	if seeded := model.Seeded(7); seeded.spec.Seed != 7 || model.spec.Seed != 0 {
		t.Errorf("got %d from %d", seeded.spec.Seed, model.spec.Seed)
	}
}

func TestModelString(t *testing.T) {
	if got, want := digits("mnist").String(), `model "mnist": 4 layers, 266,610 parameters`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

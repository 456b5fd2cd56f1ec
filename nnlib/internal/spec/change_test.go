package spec

import "testing"

// digits is a small network, built by hand as nnlib would.
func digits(units int) *Model {
	glorot, zeros := Object{Class: "GlorotUniform"}, Object{Class: "Zeros"}
	return &Model{
		Name: "digits", Class: "Sequential", Seed: 1,
		Layers: []Layer{
			{"input_layer", &Input{Shape{28, 28}}},
			{"flatten", &Flatten{}},
			{"dense", &Dense{units, Object{Class: "relu"}, true, glorot, zeros}},
			{"dropout", &Dropout{0.5}},
		},
		Nodes: []Node{
			{Layer: 0, Shape: Shape{28, 28}},
			{Layer: 1, Inputs: []int{0}, Shape: Shape{784}},
			{Layer: 2, Inputs: []int{1}, Shape: Shape{units}},
			{Layer: 3, Inputs: []int{2}, Shape: Shape{units}},
		},
		Inputs: []int{0}, Outputs: []int{3},
	}
}

func dense(m *Model) *Dense { return m.Layers[2].Config.(*Dense) }

func TestChange(t *testing.T) {
	cases := []struct {
		name   string
		change func(*Model)
		want   string
	}{
		{"nothing", func(*Model) {}, ""},
		{"class of model", func(m *Model) { m.Class = "Functional" }, ""},
		{"count", func(m *Model) { dense(m).Units = 300 }, `layer "dense" has 300 units, it had 200`},
		{"fraction", func(m *Model) { m.Layers[3].Config = &Dropout{0.25} }, `layer "dropout" has rate 0.25, it had 0.5`},
		{"activation", func(m *Model) { dense(m).Activation.Class = "tanh" }, `layer "dense" has activation tanh, it had relu`},
		{"activation's setting", func(m *Model) {
			dense(m).Activation = Object{Class: "leaky_relu", Params: Numbers{"negative_slope": 0.2}}
		},
			`layer "dense" has activation leaky_relu(negative_slope=0.2), it had relu`},
		{"bias", func(m *Model) { dense(m).UseBias = false }, `layer "dense" has use bias no, it had yes`},
		{"input", func(m *Model) { m.Layers[0].Config = &Input{Shape{784}} }, `layer "input_layer" has shape (784), it had (28, 28)`},
		{"class of layer", func(m *Model) { m.Layers[3].Config = &Flatten{} }, `layer 4 is Flatten, it was Dropout`},
		{"name", func(m *Model) { m.Layers[2].Name = "hidden" }, `layer 3 is named "hidden", it was "dense"`},
		{"number of layers", func(m *Model) { m.Layers = m.Layers[:3] }, "it has 3 layers, it had 4"},
		{"connections", func(m *Model) { m.Outputs = []int{2} }, "its layers are connected in another way"},
		{"seed", func(m *Model) { m.Seed = 2 }, "its seed is 2, it was 1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := digits(200)
			c.change(m)
			if got := m.Change(digits(200)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

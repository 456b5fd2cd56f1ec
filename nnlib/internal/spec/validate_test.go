package spec

import (
	"math"
	"strings"
	"testing"
)

func TestValidateModel(t *testing.T) {
	cases := []struct {
		name  string
		spoil func(*Model)
		want  string // in the error; "" for a good model
	}{
		{"good", func(*Model) {}, ""},
		{"no outputs", func(m *Model) { m.Outputs = nil }, "no inputs or no outputs"},
		{"output out of range", func(m *Model) { m.Outputs = []int{4} }, "no node 4"},
		{"input that computes", func(m *Model) { m.Inputs = []int{2} }, "not an InputLayer"},
		{"node without layer", func(m *Model) { m.Nodes[2].Layer = 9 }, "node 2 has no layer"},
		{"node before its input", func(m *Model) { m.Nodes[1].Inputs = []int{1} }, "before its input"},
		{"layer without input", func(m *Model) { m.Nodes[2].Inputs = nil }, `"dense" has 0 inputs`},
		{"input with input", func(m *Model) { m.Nodes[1] = Node{0, []int{0}, Shape{28, 28}} }, `"input_layer" has 1 inputs`},
		{"wrong shape", func(m *Model) { m.Nodes[1].Shape = Shape{783} }, "declared as"},
		{"no units", func(m *Model) { dense(m).Units = 0 }, "not possible"},
		{"no class", func(m *Model) { m.Layers[1].Config = nil }, "layer 2 has no class"},
		{"two of one name", func(m *Model) { m.Layers[2].Name = "flatten" }, `two layers named "flatten"`},
		{"too large", func(m *Model) { *m = *digits(1 << 20) }, "at most 536870912 parameters"},
		{"overflow", func(m *Model) { m.Layers[0].Config = &Input{Shape{math.MaxInt, math.MaxInt}} }, "not possible"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := digits(10)
			c.spoil(m)
			err := m.Validate()
			if c.want == "" && err != nil {
				t.Fatal(err)
			}
			if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestValidateDataset(t *testing.T) {
	good := Dataset{Source: "mnist/train", Length: 100, X: Column{"uint8", Shape{28, 28}}, Y: Column{"int32", Shape{}}}
	slice := func(from, to int) Op { return Op{Kind: "slice", From: from, To: to} }
	scale := func(factor float64) Op { return Op{Kind: "scale", Factor: factor} }
	cases := []struct {
		name string
		data Dataset
		ok   bool
	}{
		{"good", good.With(scale(1.0 / 255)).With(slice(10, 60)).With(slice(0, 50)), true},
		{"empty slice", good.With(slice(10, 10)), true},
		{"beyond the end", good.With(slice(10, 101)), false},
		{"beyond an earlier slice", good.With(slice(10, 60)).With(slice(0, 51)), false},
		{"backwards", good.With(slice(10, 9)), false},
		{"negative", good.With(slice(-1, 9)), false},
		{"unknown step", good.With(Op{Kind: "map"}), false},
		{"NaN", good.With(scale(math.NaN())), false},
		{"overflow", good.With(scale(1e200)).With(scale(1e200)), false},
		{"no float32", good.With(scale(1e39)), false},
		{"unknown type", Dataset{Length: 1, X: Column{DType: "complex"}}, false},
		{"negative rows", Dataset{Length: -1}, false},
		{"too many rows", Dataset{Length: math.MaxInt32 + 1}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if err := c.data.Validate(); (err == nil) != c.ok {
				t.Errorf("got %v", err)
			}
		})
	}
}

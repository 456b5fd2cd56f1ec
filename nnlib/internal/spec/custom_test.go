package spec

import (
	"encoding/json"
	"strings"
	"testing"
)

// scaled is the code of a layer with one weight a feature.
type scaled struct{ factor float64 }

func (scaled) Arity() (least, most int)                  { return 1, 1 }
func (scaled) OutputShape(inputs []Shape) (Shape, error) { return inputs[0], nil }
func (scaled) Weights(inputs []Shape) []Weight {
	return []Weight{{Name: "scale", Shape: inputs[0], Initializer: Object{Class: Ones}, Trainable: true}}
}

func TestKeepCode(t *testing.T) {
	one, same, other := KeepCode(scaled{1}), KeepCode(scaled{1}), KeepCode(scaled{2})
	if one != same || one == other {
		t.Errorf("numbers %d and %d of equal values, %d of another", one, same, other)
	}
	f := func() {}
	if first, second := KeepCode(f), KeepCode(f); first == second {
		t.Errorf("a function has the number %d twice", first)
	}
	if code := KeptCode(other); code != (scaled{2}) {
		t.Errorf("number %d is %v", other, code)
	}
	for _, number := range []int{-1, 1 << 30} {
		if code := KeptCode(number); code != nil {
			t.Errorf("number %d is %v", number, code)
		}
	}
}

func customModel(code int) *Model {
	return &Model{
		Name: "own", Class: "Sequential",
		Layers:  []Layer{{Name: "input", Config: &Input{Shape: Shape{3}}}, {Name: "scale", Config: &Custom{Name: "Dense", Code: code}}},
		Nodes:   []Node{{Layer: 0, Shape: Shape{3}}, {Layer: 1, Inputs: []int{0}, Shape: Shape{3}}},
		Inputs:  []int{0},
		Outputs: []int{1},
	}
}

// A layer whose class is called as one of nnlib's travels as what it is.
func TestCustomTravels(t *testing.T) {
	model := customModel(KeepCode(scaled{1}))
	data, err := json.Marshal(model)
	if err != nil {
		t.Fatal(err)
	}
	var got Model
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if err := got.Validate(); err != nil {
		t.Fatal(err)
	}
	if _, ok := got.Layers[1].Config.(*Custom); !ok {
		t.Errorf("layer %T, want *Custom", got.Layers[1].Config)
	}
}

func TestCustomOfAnotherProgram(t *testing.T) {
	err := customModel(1 << 30).Validate()
	if err == nil || !strings.Contains(err.Error(), "function of another program") {
		t.Errorf("error %v, want one about the other program", err)
	}
}

func TestCustomRevision(t *testing.T) {
	one, other := customModel(KeepCode(scaled{1})), customModel(KeepCode(scaled{2}))
	if change := other.Change(one); change != "" {
		t.Errorf("change %q, want none", change)
	}
	if got := other.Revision(one); !strings.Contains(got, "other code") {
		t.Errorf("revision %q, want other code", got)
	}
}

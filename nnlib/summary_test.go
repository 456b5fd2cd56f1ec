package nnlib

import (
	"encoding/json"
	"os"
	"testing"
)

// nestedModel and branchedModel are those of testdata/summaries.py.
func nestedModel() *Model {
	encoder := Sequential("encoder", Input(8), Dense(4).Named("a"), Dense(2).Named("b")).Trainable(false)
	deep := Sequential("deep", Input(2), Dense(3).Named("c"))
	mid := Sequential("mid", Input(2), deep, Dense(4).Named("d"))
	x := Input(8).Named("x")
	return Functional("nested", Inputs(x), Outputs(Dense(8).Named("decoder").Call(mid.Call(encoder.Call(x)))))
}

func branchedModel() *Model {
	wide, other := Input(5).Named("wide"), Input(6).Named("other")
	h := Dense(30).Named("second").Call(Dense(30).Named("first").Trainable(false).Call(other))
	out := Dense(1).Named("out").Call(Concatenate().Call(wide, h))
	return Functional("branches", Inputs(wide, other), Outputs(out, Dense(1).Named("aux").Call(h)))
}

func TestSummaryOptionsAreKeras(t *testing.T) {
	data, err := os.ReadFile("testdata/summaries.json")
	if err != nil {
		t.Fatal(err)
	}
	var golden struct{ Texts map[string]map[string]string }
	if err := json.Unmarshal(data, &golden); err != nil {
		t.Fatal(err)
	}
	options := map[string][]SummaryOption{
		"plain": nil, "expand": {ExpandNested()}, "trainable": {ShowTrainable()}, "both": {ExpandNested(), ShowTrainable()},
	}
	for _, model := range []*Model{nestedModel(), branchedModel()} {
		for name, options := range options {
			want := golden.Texts[model.Name()][name]
			if got := model.summary(0, options...); got != want {
				t.Errorf("%s, %s:\n%s\nwant\n%s", model.Name(), name, got, want)
			}
		}
	}
}

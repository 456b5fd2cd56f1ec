package nnlib

import (
	"fmt"
	"slices"
	"testing"
)

func TestGraph(t *testing.T) {
	x, shared := Input(4).Named("x"), Dense(4).Named("shared")
	first := shared.Call(x)
	graph := Functional("m", Inputs(x), Outputs(Add().Named("sum").Call(first, shared.Call(first)))).Graph()
	var got []string
	for i := range graph.Len() {
		name, class, shape, params := graph.Layer(i)
		got = append(got, fmt.Sprint(name, " ", class, " ", shape, " ", params, " ", graph.Inputs(i)))
	}
	want := []string{"x InputLayer [4] 0 []", "shared Dense [4] 20 [0]", "shared[1] Dense [4] 0 [1]", "sum Add [4] 0 [1 2]"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

package nnlib_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib"
)

// What a layer within makes of the rows leads to what the layer behind it makes.
func TestOutputsOf(t *testing.T) {
	model := nnlib.Sequential("outputs of", nnlib.Input(3), nnlib.Dense(2, nnlib.Tanh).Named("hidden"), nnlib.Dense(1).Named("last"))
	t.Cleanup(model.Reset)
	data := nnlib.Unlabeled([][]float32{{1, 2, 3}, {-1, 0, 1}})
	hidden := model.Predict(data, nnlib.OutputsOf("hidden", "last"), nnlib.Verbose(0))
	if !slices.Equal(hidden.Shape(), []int{2, 2}) {
		t.Fatalf("shape %v", hidden.Shape())
	}
	last, weights := model.Predict(data, nnlib.Verbose(0)), model.Layer("last").Weights()
	for row := range 2 {
		want := float64(weights[1].Values[0])
		for j := range 2 {
			want += hidden.At(row, j) * float64(weights[0].Values[j])
		}
		for _, got := range []float64{last.At(row, 0), hidden.Output("last").At(row, 0)} {
			if math.Abs(got-want) > 1e-5 {
				t.Errorf("row %d is %v, want %v", row, got, want)
			}
		}
	}
	problem := mistake(t, func() { model.Predict(data, nnlib.OutputsOf("input_layer")) })
	if !strings.Contains(problem.Error(), `"hidden", "last"`) || !strings.Contains(problem.Fix, "model.Summary()") {
		t.Errorf("an input's name: %v", problem)
	}
}

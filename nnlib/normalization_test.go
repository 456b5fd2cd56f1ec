package nnlib_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib"
)

// adapted is what Keras' Normalization learns of X: see testdata/lookup.py.
type adapted struct {
	Axis, Shape []int
	X, Y        []float64
	Weights     [][]float64
	Parameters  int
}

func readAdapted(t *testing.T) []adapted {
	t.Helper()
	var golden struct{ Adapts []adapted }
	data, err := os.ReadFile("testdata/lookup.json")
	if err == nil {
		err = json.Unmarshal(data, &golden)
	}
	if err != nil || len(golden.Adapts) == 0 {
		t.Fatal("no golden values: ", err)
	}
	return golden.Adapts
}

func (a adapted) data() *nnlib.Dataset {
	return nnlib.Unlabeled(inRows(a.X, a.Shape[0]), a.Shape[1:]...)
}

func inRows(values []float64, n int) [][]float64 {
	return slices.Collect(slices.Chunk(values, len(values)/n))
}

func (a adapted) options() []nnlib.NormalizationOption {
	if len(a.Axis) == 0 {
		return []nnlib.NormalizationOption{nnlib.Adapt(a.data()), nnlib.NoAxis()}
	}
	return []nnlib.NormalizationOption{nnlib.Adapt(a.data()), nnlib.Axis(a.Axis...)}
}

func closeTo(t *testing.T, what string, got []float32, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range want {
		if math.Abs(float64(got[i])-want[i]) > 1e-5*max(1, math.Abs(want[i])) {
			t.Errorf("%s: value %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

func TestAdaptIsKeras(t *testing.T) {
	for i, c := range readAdapted(t) {
		t.Run(fmt.Sprint(c.Axis), func(t *testing.T) {
			model := nnlib.Sequential(fmt.Sprintf("adapted %d", i), nnlib.Input(c.Shape[1:]...), nnlib.Normalization(c.options()...).Named("n"))
			t.Cleanup(model.Reset)
			values := func() (all []float32) {
				x := model.Predict(c.data(), nnlib.Verbose(0))
				for i := range x.Shape()[0] {
					all = append(all, x.Row(i)...)
				}
				return all
			}
			closeTo(t, "output", values(), c.Y)
			model.Reset()
			parameters := 0
			for i, weight := range model.Weights() {
				closeTo(t, weight.Name, weight.Values, c.Weights[i])
				parameters += len(weight.Values)
			}
			if parameters != c.Parameters {
				t.Errorf("%d parameters, want %d", parameters, c.Parameters)
			}
		})
	}
}

// A data set with steps is learned from as it is after them; other data let the
// model start afresh, which says so.
func TestAdaptToOtherData(t *testing.T) {
	declare := func(data *nnlib.Dataset) *nnlib.Model {
		return nnlib.Sequential(t.Name(), nnlib.Input(1), nnlib.Normalization(nnlib.Adapt(data)))
	}
	mean := func(data *nnlib.Dataset) float32 { return declare(data).Weights()[0].Values[0] }
	t.Cleanup(func() { declare(nnlib.Unlabeled([][]float64{{1}})).Reset() })
	rows := nnlib.Unlabeled([][]float64{{1}, {3}, {8}})
	if got := mean(rows.Scale(2).Take(2)); got != 4 {
		t.Errorf("the mean is %v, want 4", got)
	}
	text := printed(t, func() {
		if got := mean(rows); got != 4 {
			t.Errorf("the mean is %v, want 4", got)
		}
	})
	if !strings.Contains(text, `layer "normalization" has data set`) || !strings.Contains(text, "of 3 rows") {
		t.Errorf("it says %q", text)
	}
	constant := nnlib.Unlabeled([][]float64{{5}, {5}})
	if got := declare(constant).Predict(nnlib.Unlabeled([][]float64{{5}, {7}}), nnlib.Verbose(0)); got.At(0, 0) != 0 || got.At(1, 0) != 2 {
		t.Errorf("of a feature that never changes it makes %v", got)
	}
}

func TestAdaptMistakes(t *testing.T) {
	inf := nnlib.Unlabeled([][]float64{{math.Inf(1)}})
	model := nnlib.Sequential(t.Name(), nnlib.Input(1), nnlib.Normalization(nnlib.Adapt(inf)))
	problem := mistake(t, func() { model.Weights() })
	if problem.Who != "nnlib.Adapt" || !strings.Contains(problem.Error(), "+Inf in row 0") {
		t.Errorf("it says %v", problem)
	}
}

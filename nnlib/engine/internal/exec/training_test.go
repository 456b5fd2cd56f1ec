package exec

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// trainingGolden is testdata/training.json, which testdata/training.py writes.
type trainingGolden struct {
	Optimizers, Ftrl []struct {
		Class   string `json:"class"`
		Config  spec.Numbers
		At      []int       // steps
		Weights [][]float32 // after these
		End     []float32   // when training ends
		Values  int
	}
	Schedules []struct {
		Class     string `json:"class"`
		Config    spec.Numbers
		At        []int64
		Rates     []float32
		Steps     []int
		SGD, Adam [][]float32 // after these steps; Adam gathers three gradients to an update
	}
	Fits []struct {
		Class    string `json:"class"`
		Config   spec.Numbers
		Schedule *spec.Object
		History  map[string][]float64
		Weights  [][]float32 // the first ones of each variable
	}
}

func readTraining(t *testing.T) trainingGolden {
	t.Helper()
	data, err := os.ReadFile("testdata/training.json")
	if err != nil {
		t.Fatal(err)
	}
	var g trainingGolden
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

// What all optimizers share, and Ftrl's own: twenty steps of two weights.
func TestOptimizerSettingsAreKeras(t *testing.T) {
	g := readTraining(t)
	start, gradients := twoWeights()
	cases := append(g.Optimizers, g.Ftrl...)
	seen, walks := map[string]bool{}, []walk{}
	for _, c := range cases {
		seen[c.Class] = true
		walks = append(walks, walk{newRule(spec.Object{Class: c.Class, Params: c.Config}), c.Config["learning_rate"], start, gradients})
	}
	check := func(how string, which int, trace [][]float32) {
		c := cases[which]
		name := fmt.Sprint(c.Class, c.Config, " on ", how)
		for i, step := range c.At {
			near(t, fmt.Sprint(name, ", step ", step), trace[step], c.Weights[i], 1e-5)
		}
		near(t, name+", the end", trace[20], c.End, 1e-5)
		if got := 2 + (5+6)*len(walks[which].rule.slots()); got != c.Values && got+1 != c.Values { // Nadam's product is one more
			t.Errorf("%s: %d values in its variables, want %d", name, got, c.Values)
		}
	}
	for i, walk := range walks {
		check("the host", i, walk.onHost())
	}
	onBackends(t, func(t *testing.T, backend string) {
		for i, trace := range inGraph(t, backend, walks) {
			check(backend, i, trace)
		}
	})
	for class := range optimizers {
		if !seen[class] {
			t.Errorf("no golden steps of the optimizer %s", class)
		}
	}
}

// Whole trainings from fixed weights, not shuffled, with the settings that go
// through every part of the loop.
func TestFitsWithSettingsAreKeras(t *testing.T) {
	x, y := wire.Float32s(lcg(50*8, 1, 7), 50, 8), wire.Float32s(lcg(50*3, 1, 8), 50, 3)
	data := func(n int) Data { return oneInput(x, y).Slice(0, n) }
	onBackends(t, func(t *testing.T, backend string) {
		for _, c := range readTraining(t).Fits {
			name := fmt.Sprint(c.Class, c.Config, c.Schedule)
			model := sequential(t, spec.Shape{8}, denseLayer("dense", 40, object(spec.ReLU)), denseLayer("dense_1", 3, object(spec.Linear)))
			optimizer := spec.Object{Class: c.Class, Params: c.Config, Schedule: c.Schedule}
			m := newModel(t, model, backend, oneGoal(optimizer, object(spec.MeanSquaredError)))
			all, err := m.Variables()
			if err != nil {
				t.Fatal(err)
			}
			for i, array := range all.Arrays {
				all.Arrays[i] = wire.Float32s(lcg(array.Len(), 0.5, uint32(i+1)), array.Shape...)
			}
			if err := m.SetVariables(all); err != nil {
				t.Fatal(err)
			}
			for epoch := range 4 {
				logs, _, err := m.Train(t.Context(), data(50), Options{BatchSize: 16})
				if err != nil {
					t.Fatal(err)
				}
				measured, err := m.Evaluate(t.Context(), data(20), Options{BatchSize: 16})
				if err != nil {
					t.Fatal(err)
				}
				got := []float32{float32(logs["loss"]), float32(measured.Values[0])}
				near(t, fmt.Sprintf("%s, epoch %d", name, epoch), got, []float32{float32(c.History["loss"][epoch]), float32(c.History["val_loss"][epoch])}, 1e-5)
			}
			if changed, err := m.EndTraining(); err != nil || changed != m.rule.mean {
				t.Fatal(changed, err)
			}
			if all, err = m.Variables(); err != nil {
				t.Fatal(err)
			}
			for i, want := range c.Weights {
				near(t, name+", "+all.Names[i], all.Arrays[i].Float32s()[:len(want)], want, 1e-4)
			}
		}
	})
}

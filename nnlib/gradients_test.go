package nnlib_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"nnbook/nnlib"
)

// A step of plain SGD goes against the gradient, by the learning rate: the weights say
// what it was.
func TestGradientsAreWhatSGDFollows(t *testing.T) {
	train, _ := numbers()
	batch := train.Take(16)
	const rate = 0.5
	hidden := map[string][]*nnlib.Layer{
		"dense":  {nnlib.Dense(8, nnlib.Tanh)},
		"conv":   {nnlib.Reshape(4, 1), nnlib.Conv1D(3, 2, nnlib.Tanh), nnlib.Flatten()},
		"lstm":   {nnlib.Reshape(4, 1), nnlib.LSTM(3)},
		"frozen": {nnlib.Dense(8, nnlib.Tanh).Trainable(false), nnlib.Dense(3)},
	}
	for name, layers := range hidden {
		t.Run(name, func(t *testing.T) {
			stack := []nnlib.Stackable{nnlib.Input(4)}
			for _, layer := range append(layers, nnlib.Dense(1)) {
				stack = append(stack, layer)
			}
			model := nnlib.Sequential(t.Name(), stack...)
			t.Cleanup(model.Reset)
			model.Compile(nnlib.SGD(nnlib.LearningRate(rate)), nnlib.MeanSquaredError())
			before, gradients := model.Weights(), model.Gradients(batch)
			model.TrainOnBatch(batch)
			moved := 0
			for i, after := range model.Weights() {
				at := slices.IndexFunc(gradients, func(g nnlib.Weight) bool { return g.Name == after.Name })
				if at < 0 {
					if !slices.Equal(after.Values, before[i].Values) {
						t.Errorf("no gradient of %s, which moved", after.Name)
					}
					continue
				}
				moved++
				for j, value := range after.Values {
					if want := float64(before[i].Values[j]-value) / rate; math.Abs(float64(gradients[at].Values[j])-want) > 1e-5 {
						t.Fatalf("%s[%d]: gradient %v, moved by %v", after.Name, j, gradients[at].Values[j], want)
					}
				}
			}
			if moved != len(gradients) || moved == 0 {
				t.Errorf("%d variables moved, gradients of %d", moved, len(gradients))
			}
		})
	}
}

// The gradient of what an output without a loss alone depends on is 0.
func TestGradientsOfAnOutputWithoutLoss(t *testing.T) {
	input := nnlib.Input(4)
	out, aux := nnlib.Dense(1).Named("out").Call(input), nnlib.Dense(1).Named("aux").Call(input)
	model := nnlib.Functional(t.Name(), nnlib.Inputs(input), nnlib.Outputs(out, aux))
	t.Cleanup(model.Reset)
	model.Compile(nnlib.SGD(), nnlib.MeanSquaredError().For("out"))
	train, _ := numbers()
	for _, g := range model.Gradients(train.WithTargets(train, train)) {
		if zero := !slices.ContainsFunc(g.Values, func(v float32) bool { return v != 0 }); zero != (g.Name[:3] == "aux") {
			t.Errorf("%s has the gradient %v", g.Name, g.Values)
		}
	}
}

func TestWatchLayers(t *testing.T) {
	train, _ := numbers()
	model := nnlib.Sequential(t.Name(), nnlib.Input(4), nnlib.Dense(8, nnlib.Tanh).Named("hidden"), nnlib.Dense(1).Named("out"))
	t.Cleanup(model.Reset)
	model.Compile(nnlib.SGD(nnlib.LearningRate(0.1)), nnlib.MeanSquaredError())
	watch := nnlib.WatchLayers(train.Take(16))
	for fit := range 2 {
		before := model.Layer("out").Weights()
		model.Fit(train, nnlib.Epochs(1), nnlib.Callbacks(watch), nnlib.Verbose(0))
		if got := fmt.Sprint(watch.Layers()); got != "[hidden out]" {
			t.Fatalf("layers %s", got)
		}
		moved, size := 0.0, 0.0
		for i, w := range model.Layer("out").Weights() {
			for j, value := range w.Values {
				old := float64(before[i].Values[j])
				moved, size = moved+math.Pow(float64(value)-old, 2), size+old*old
			}
		}
		if got := watch.UpdateRatios("out"); len(got) != 1 || math.Abs(got[0]-math.Sqrt(moved/size)) > 1e-9 {
			t.Errorf("fit %d moved out by %v, want %v", fit+1, got, math.Sqrt(moved/size))
		}
		length := 0.0
		for _, g := range model.Gradients(train.Take(16))[:2] {
			for _, v := range g.Values {
				length += float64(v) * float64(v)
			}
		}
		if got := watch.GradientNorms("hidden"); len(got) != 1 || math.Abs(got[0]-math.Sqrt(length)) > 1e-9 {
			t.Errorf("fit %d: a gradient of %v, want %v", fit+1, got, math.Sqrt(length))
		}
	}
	problem := mistake(t, func() { nnlib.WatchLayers(nil) })
	says(t, problem, "nnlib.WatchLayers(train.Take(256))")
}

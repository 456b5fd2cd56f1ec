package nnlib_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"

	"nnbook/nnlib"
	"nnbook/nnlib/internal/parity"
)

//go:generate python3 testdata/functional.py

type keptWeights []struct{ Values []float32 }

func (k keptWeights) give(model *nnlib.Model) {
	weights := model.Weights()
	for i := range weights {
		weights[i].Values = k[i].Values
	}
	model.SetWeights(weights)
}

// functionalGolden is what testdata/functional.py writes.
type functionalGolden struct {
	X             [][]float32
	Price, Counts []float32
	Kind          []int
	Functional    struct {
		Weights   keptWeights
		History   map[string][]float64
		Evaluated map[string]float64
		Out, Aux  []float64
	}
	Classes struct {
		Weights keptWeights
		History map[string][]float64
	}
}

func readFunctional(t *testing.T) (g functionalGolden) {
	t.Helper()
	text, err := os.ReadFile("testdata/functional.json")
	if err == nil {
		err = json.Unmarshal(text, &g)
	}
	if err != nil || len(g.X) == 0 {
		t.Fatal("no golden values: ", err)
	}
	return g
}

func wideAndDeep(name string) *nnlib.Model {
	wide, deep := nnlib.Input(5).Named("wide"), nnlib.Input(6).Named("deep")
	h := nnlib.Dense(30, nnlib.ReLU).Named("second").Call(nnlib.Dense(30, nnlib.ReLU).Named("first").Call(deep))
	out := nnlib.Dense(1).Named("out").Call(nnlib.Concatenate().Call(wide, h))
	aux := nnlib.Dense(3, nnlib.Softmax).Named("aux").Call(h)
	return nnlib.Functional(name, nnlib.Inputs(wide, deep), nnlib.Outputs(out, aux))
}

// zipped are the golden's rows for two inputs and two outputs.
func (g functionalGolden) zipped() *nnlib.Dataset {
	var wide, deep [][]float32
	for _, row := range g.X {
		wide, deep = append(wide, row[:5]), append(deep, row[2:])
	}
	prices := nnlib.FromSlices(wide, g.Price)
	return nnlib.Zip(prices, nnlib.Unlabeled(deep)).WithTargets(prices, nnlib.FromSlices(deep, g.Kind)).Weighted(g.Counts)
}

// A model of two inputs and two outputs learns as in Keras, with weights of
// losses and of rows: each value of each epoch, an evaluation and predictions.
func TestFunctionalIsLearnedAsKerasDoes(t *testing.T) {
	golden := readFunctional(t)
	train, valid := golden.zipped().Split(75)
	onBackends(t, func(t *testing.T, backend string) {
		model := wideAndDeep("wide and deep on " + backend)
		t.Cleanup(model.Reset)
		golden.Functional.Weights.give(model)
		error := nnlib.MeanAbsoluteError()
		model.Compile(nnlib.Adam(nnlib.LearningRate(0.01)),
			nnlib.Losses(
				nnlib.MeanSquaredError().For("out").Weighted(0.9),
				nnlib.SparseCategoricalCrossentropy().For("aux").Weighted(0.1)),
			nnlib.For("out", error, nnlib.Weighted(error)),
			nnlib.For("aux", nnlib.SparseCategoricalAccuracy()))
		history := model.Fit(train, nnlib.Validation(valid), nnlib.BatchSize(8), nnlib.Epochs(5), nnlib.Shuffle(false), nnlib.Verbose(0))
		worst := checkHistory(t, history, golden.Functional.History)

		check := func(what string, got, want float64) {
			t.Helper()
			worst = max(worst, close4(t, what, got, want))
		}
		evaluated := model.Evaluate(valid, nnlib.Verbose(0))
		for name, want := range golden.Functional.Evaluated {
			check("evaluated "+name, evaluated.Value(name), want)
		}
		predicted := model.Predict(valid, nnlib.Verbose(0))
		for i, want := range golden.Functional.Out {
			check(fmt.Sprint("output of row ", i), predicted.At(i, 0), want)
		}
		for i, want := range golden.Functional.Aux {
			check(fmt.Sprint("aux of row ", i/3), predicted.Output("aux").At(i/3, i%3), want)
		}
		parity.Record(parity.Class{Section: "Trainings", Name: "wide and deep"}, backend, worst, 1e-4)
	})
}

// Classes count by their weights in training, and all the same in validation.
func TestClassWeightsAreKeras(t *testing.T) {
	golden := readFunctional(t)
	train, valid := nnlib.FromSlices(golden.X, golden.Kind).Split(75)
	model := nnlib.Sequential("class weights", nnlib.Input(8), nnlib.Dense(6, nnlib.Tanh), nnlib.Dense(3, nnlib.Softmax))
	t.Cleanup(model.Reset)
	golden.Classes.Weights.give(model)
	model.Compile(nnlib.SGD(nnlib.LearningRate(0.1)), nnlib.SparseCategoricalCrossentropy(),
		nnlib.Accuracy(), nnlib.Weighted(nnlib.SparseCategoricalCrossentropy()))
	history := model.Fit(train, nnlib.Validation(valid), nnlib.ClassWeights(map[int]float64{0: 0.5, 2: 4}),
		nnlib.BatchSize(8), nnlib.Epochs(3), nnlib.Shuffle(false), nnlib.Verbose(0))
	checkHistory(t, history, golden.Classes.History)
}

// close4 holds a number against Keras', to 1e-4, and returns how far it is.
func close4(t *testing.T, what string, got, want float64) float64 {
	t.Helper()
	difference := math.Abs(got-want) / max(1, math.Abs(want))
	if !(difference <= 1e-4) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
	return difference
}

// checkHistory holds all curves against Keras', to 1e-4, and returns how far they are.
func checkHistory(t *testing.T, got *nnlib.History, want map[string][]float64) (worst float64) {
	t.Helper()
	if len(got.Names()) != len(want) {
		t.Errorf("curves %v, Keras has %d", got.Names(), len(want))
	}
	for name, values := range want {
		_, curve := got.Curve(name)
		if len(curve) != len(values) {
			t.Errorf("%s has %d values, want %d", name, len(curve), len(values))
			continue
		}
		for i := range values {
			worst = max(worst, close4(t, fmt.Sprintf("%s of epoch %d", name, i+1), curve[i], values[i]))
		}
	}
	return worst
}

package nnlib_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"nnbook/nnlib"
	"nnbook/nnlib/internal/parity"
)

//go:generate python3 testdata/california.py ../../shared/data/cal_housing.csv.gz

// A whole training goes as Keras' does from the same weights with the same batches:
// each epoch's loss and the error on the test rows at the end. testdata/california.py
// tells how Keras was asked.
func TestCaliforniaIsLearnedAsKerasDoes(t *testing.T) {
	var golden struct {
		Weights []struct{ Values []float32 }
		Fits    map[string]struct {
			Loss []float64
			Test float64
		}
	}
	text, err := os.ReadFile("testdata/california.json")
	if err == nil {
		err = json.Unmarshal(text, &golden)
	}
	if err != nil || len(golden.Fits) != 2 {
		t.Fatal("no golden values: ", err)
	}
	rest, test := houses(t).TrainTestSplit(0.25, 42)
	train, _ := rest.TrainTestSplit(0.25, 42)
	scaler := nnlib.Standardize(train)
	onBackends(t, func(t *testing.T, backend string) {
		for name, optimizer := range map[string]nnlib.Optimizer{
			"SGD": nnlib.SGD(nnlib.LearningRate(0.001)), "Adam": nnlib.Adam(nnlib.LearningRate(0.001)),
		} {
			model := nnlib.Sequential("california "+name+" on "+backend, nnlib.Input(8), nnlib.Dense(30, nnlib.ReLU), nnlib.Dense(1))
			t.Cleanup(model.Reset)
			weights := model.Weights()
			for i := range weights {
				weights[i].Values = golden.Weights[i].Values
			}
			model.SetWeights(weights)
			model.Compile(optimizer, nnlib.MeanSquaredError())
			want := golden.Fits[name]
			history := model.Fit(scaler.Apply(train), nnlib.Epochs(len(want.Loss)), nnlib.Shuffle(false), nnlib.Verbose(0))
			_, losses := history.Curve("loss")
			worst := 0.0
			for epoch, loss := range losses {
				worst = max(worst, math.Abs(loss/want.Loss[epoch]-1))
			}
			got := model.Evaluate(scaler.Apply(test), nnlib.Verbose(0)).Value("loss")
			worst = max(worst, math.Abs(got/want.Test-1))
			parity.Record(parity.Class{Section: "Trainings", Name: "California MLP"}, backend, worst, 1e-4)
			t.Logf("%s: test MSE %.5f, Keras %.5f; losses differ by at most %.1e", name, got, want.Test, worst)
			if len(losses) != len(want.Loss) || worst > 1e-4 {
				t.Errorf("%s: %d losses, they and the test MSE differ by up to %.1e", name, len(losses), worst)
			}
		}
	})
}

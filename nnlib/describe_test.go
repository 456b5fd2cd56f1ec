package nnlib

import (
	"fmt"
	"testing"
)

// What a notebook shows of a value at a cell's end says what it is.
func TestValuesDescribeThemselves(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{SGD(LearningRate(0.1)), "SGD: learning_rate 0.1, momentum 0, nesterov 0"},
		{Adam(LearningRate(CosineDecay(0.01, 100))), "Adam: amsgrad 0, beta_1 0.9, beta_2 0.999, epsilon 1e-07, learning_rate by CosineDecay"},
		{ExponentialDecay(0.1, 10, 0.5), "ExponentialDecay: decay_rate 0.5, decay_steps 10, initial_learning_rate 0.1, staircase 0"},
		{HeNormal(), "HeNormal"},
		{L2(0.01), "L2: l2 0.01"},
		{NonNeg(), "NonNeg"},
		{MeanSquaredError(), "MeanSquaredError"},
		{Losses(Huber().For("out"), MeanAbsoluteError()), `Huber: delta 1 of output "out"; MeanAbsoluteError`},
		{Accuracy(), "accuracy"},
		{Named("prc", Precision(Threshold(0.7))), `Precision "prc": class_id -1, threshold 0.7, top_k 0`},
		{For("out", Accuracy(), RootMeanSquaredError()), `accuracy of output "out"; RootMeanSquaredError of output "out"`},
		{Weight{"dense/bias", []int{2}, []float32{1, -0.5}}, "dense/bias [2] from -0.5 to 1: 1.0000 -0.5000"},
		{Weight{"empty", []int{0}, nil}, "empty [0]"},
		{Weight{"dense/kernel", []int{3, 4}, make([]float32, 12)}, "dense/kernel [3 4] from 0 to 0: 0.0000 0.0000 0.0000 0.0000 0.0000 0.0000 0.0000 0.0000 0.0000 0.0000 …"},
		{Standardize(Unlabeled([][]int{{1, 2}, {3, 4}})), "a scaler by the means and deviations of 2 rows of shape (None, 2)"},
		{Sequential("m", Input(2), Dense(1)), `model "m": 1 layer, 3 parameters`},
	} {
		if got := fmt.Sprint(c.value); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

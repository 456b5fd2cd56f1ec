package nnlib_test

import (
	"fmt"

	"nnbook/nnlib"
)

// An activation is an option of a layer or, called, a layer of its own, which may
// have options.
func ExampleActivation() {
	model := nnlib.Sequential("activations",
		nnlib.Input(8),
		nnlib.Dense(30, nnlib.ReLU),
		nnlib.Dense(30, nnlib.NoBias()),
		nnlib.BatchNormalization(),
		nnlib.LeakyReLU(nnlib.NegativeSlope(0.1)),
		nnlib.Dense(1),
	)
	fmt.Println(model)
	// Output:
	// model "activations": 5 layers, 1,321 parameters
}

// A layer that normalizes is a part of the model: it needs no scaler beside it.
func ExampleNormalization() {
	train := nnlib.FromSlices([][]float64{{1, 100}, {3, 300}}, []float64{0, 1})
	model := nnlib.Sequential("normalization",
		nnlib.Input(2),
		nnlib.Normalization(nnlib.Adapt(train)),
	)
	fmt.Println(model.Predict(nnlib.Unlabeled([][]float64{{5, 0}}), nnlib.Verbose(0)).Row(0))
	// Output:
	// [3 -2]
}

// Words become numbers before they become data.
func ExampleStringLookup() {
	words := []string{"red", "blue", "red", "green", "red", "blue"}
	colors := nnlib.StringLookup(nnlib.Vocabulary(words)[:2])
	fmt.Println(colors.Vocabulary())
	fmt.Println(colors.Places(words))
	// Output:
	// [[UNK] red blue]
	// [1 2 1 0 1 2]
}

func ExampleDiscretization() {
	ages := []float64{3, 17, 18, 70}
	var rows [][]float64
	for _, age := range ages {
		rows = append(rows, []float64{age})
	}
	model := nnlib.Sequential("ages", nnlib.Input(1), nnlib.Discretization([]float64{0, 18, 65}))
	bins := model.Predict(nnlib.Unlabeled(rows), nnlib.Verbose(0))
	for i, age := range ages {
		fmt.Println(age, "is in bin", bins.At(i, 0))
	}
	// Output:
	// 3 is in bin 1
	// 17 is in bin 1
	// 18 is in bin 2
	// 70 is in bin 3
}

func ExampleRegularizer() {
	layer := nnlib.Dense(30, nnlib.ReLU,
		nnlib.KernelRegularizer(nnlib.L2(0.01)),
		nnlib.KernelConstraint(nnlib.MaxNorm(3)),
	)
	fmt.Println(nnlib.Sequential("small weights", nnlib.Input(8), layer, nnlib.Dense(1)))
	// Output:
	// model "small weights": 2 layers, 301 parameters
}

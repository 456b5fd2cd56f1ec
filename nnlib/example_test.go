package nnlib_test

import (
	"fmt"
	"math"

	"nnbook/nnlib"
	_ "nnbook/nnlib/engine" // a notebook has one already
)

func Example() {
	mnist := nnlib.Must(nnlib.MNIST())
	train, valid := mnist.Train.Scale(1.0 / 255).Take(6_000).Split(5_000)

	model := nnlib.Sequential("example",
		nnlib.Input(28, 28),
		nnlib.Flatten(),
		nnlib.Dense(64, nnlib.ReLU),
		nnlib.Dense(10, nnlib.Softmax),
	)
	model.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())
	model.Fit(train, nnlib.Epochs(5), nnlib.Validation(valid), nnlib.Verbose(0))

	test := mnist.Test.Scale(1.0 / 255)
	accuracy := model.Evaluate(test, nnlib.Verbose(0)).Value("accuracy")
	fmt.Println("nine of ten are right:", accuracy > 0.9)
	fmt.Println("the first digits are", model.Predict(test.Take(5), nnlib.Verbose(0)).ArgMax())
	// Output:
	// nine of ten are right: true
	// the first digits are [7 2 1 0 4]
}

func ExampleCSV() {
	flowers := nnlib.Must(nnlib.CSV("testdata/flowers.csv", nnlib.Labels("kind")))
	fmt.Println(flowers, flowers.Columns(), flowers.ClassNames())
	fmt.Println(flowers.Row(1))
	// Output:
	// 3 rows of shape (None, 2) [length width] [setosa versicolor]
	// [7 3.2] [1]
}

func ExampleDataset_Batches() {
	data := nnlib.FromSlices([][]int{{1, 2}, {3, 4}, {5, 6}}, []int{0, 1, 0})
	for x, y := range data.ToCategorical().Batches(2) {
		fmt.Println(x, y)
	}
	// Output:
	// [[1 2] [3 4]] [[1 0] [0 1]]
	// [[5 6]] [[1 0]]
}

func ExampleSequential() {
	model := nnlib.Sequential("mnist",
		nnlib.Input(28, 28),
		nnlib.Flatten(),
		nnlib.Dense(300, nnlib.ReLU),
		nnlib.Dropout(0.2),
		nnlib.Dense(10, nnlib.Softmax),
	)
	model.Summary()
	// Output:
	// Model: "mnist"
	// ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
	// ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
	// ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
	// │ flatten (Flatten)               │ (None, 784)            │             0 │
	// ├─────────────────────────────────┼────────────────────────┼───────────────┤
	// │ dense (Dense)                   │ (None, 300)            │       235,500 │
	// ├─────────────────────────────────┼────────────────────────┼───────────────┤
	// │ dropout (Dropout)               │ (None, 300)            │             0 │
	// ├─────────────────────────────────┼────────────────────────┼───────────────┤
	// │ dense_1 (Dense)                 │ (None, 10)             │         3,010 │
	// └─────────────────────────────────┴────────────────────────┴───────────────┘
	//  Total params: 238,510 (931.68 KB)
	//  Trainable params: 238,510 (931.68 KB)
	//  Non-trainable params: 0 (0.00 B)
}

func ExampleFunctional() {
	x := nnlib.Input(8)
	twice := nnlib.Dense(8, nnlib.Tanh).Named("twice")
	h := twice.Call(twice.Call(x)) // one layer, one set of weights
	model := nnlib.Functional("shared", nnlib.Inputs(x), nnlib.Outputs(nnlib.Dense(1).Call(h)))
	fmt.Println(model)
	// Output:
	// model "shared": 3 layers, 81 parameters
}

func ExampleFromSlices() {
	var x [][]float64
	var y []float64
	for v := -1.0; v < 1; v += 0.1 {
		x, y = append(x, []float64{v}), append(y, 2*v+1)
	}
	line := nnlib.Sequential("line", nnlib.Input(1), nnlib.Dense(1))
	line.Compile(nnlib.SGD(nnlib.LearningRate(0.1)), nnlib.MeanSquaredError())
	line.Fit(nnlib.FromSlices(x, y), nnlib.Epochs(200), nnlib.BatchSize(4), nnlib.Verbose(0))

	p := line.Predict(nnlib.Unlabeled([][]float64{{0}, {3}}), nnlib.Verbose(0))
	fmt.Printf("%.2f %.2f\n", p.At(0, 0), p.At(1, 0))
	// Output:
	// 1.00 7.00
}

func ExampleAUC() {
	var x [][]float64
	var y []int
	for i := range 200 {
		yes := 0
		if i%10 == 0 { // one in ten, so that saying always no is right nine times in ten
			yes = 1
		}
		x, y = append(x, []float64{float64(i%7) + 3*float64(yes)}), append(y, yes)
	}
	rare := nnlib.Sequential("rare", nnlib.Input(1), nnlib.Dense(1, nnlib.Sigmoid))
	rare.Compile(nnlib.Adam(nnlib.LearningRate(0.1)), nnlib.BinaryCrossentropy(),
		nnlib.Recall(), nnlib.AUC(), nnlib.Named("prc", nnlib.AUC(nnlib.PR)))
	rare.Fit(nnlib.FromSlices(x, y), nnlib.Epochs(40), nnlib.Verbose(0))

	measured := rare.Evaluate(nnlib.FromSlices(x, y), nnlib.Verbose(0))
	for _, name := range []string{"recall", "auc", "prc"} {
		fmt.Printf("%s %.2f\n", name, measured.Value(name))
	}
	// Output:
	// recall 0.30
	// auc 0.83
	// prc 0.57
}

func ExampleStandardize() {
	data := nnlib.FromSlices([][]float64{{2}, {4}, {6}, {8}}, []float64{10, 20, 30, 40})
	train, test := data.Split(3)
	scaler := nnlib.Standardize(train) // mean 4, deviation 1.63
	x, y := scaler.Apply(test).Row(0)
	fmt.Printf("%.2f %v\n", x[0], y[0])
	// Output:
	// 2.45 40
}

func ExampleDataset_TrainTestSplit() {
	data := nnlib.FromSlices([][]float64{{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}}, make([]float64, 10))
	train, test := data.TrainTestSplit(0.25, 42) // the rows that scikit-learn picks
	fmt.Println(train.Len(), test.Len())
	for i := range test.Len() {
		x, _ := test.Row(i)
		fmt.Println(x)
	}
	// Output:
	// 7 3
	// [8]
	// [1]
	// [5]
}

// goodEnough ends a training when the loss is low.
type goodEnough struct{ loss float64 }

func (g goodEnough) OnEpochEnd(epoch int, logs nnlib.Logs) error {
	if logs["loss"] < g.loss {
		return nnlib.ErrStopTraining
	}
	return nil
}

func ExampleCallback() {
	data := nnlib.FromSlices([][]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, []int{0, 1, 1, 0})
	xor := nnlib.Sequential("xor", nnlib.Input(2), nnlib.Dense(16, nnlib.Tanh), nnlib.Dense(2, nnlib.Softmax))
	xor.Compile(nnlib.Adam(nnlib.LearningRate(0.05)), nnlib.SparseCategoricalCrossentropy())
	history := xor.Fit(data, nnlib.Epochs(10_000), nnlib.Callbacks(goodEnough{0.1}), nnlib.Verbose(0))

	epochs, losses := history.Curve("loss")
	fmt.Println("stopped early:", len(epochs) < 10_000 && losses[len(losses)-1] < 0.1)
	fmt.Println(xor.Predict(data, nnlib.Verbose(0)).ArgMax())
	// Output:
	// stopped early: true
	// [0 1 1 0]
}

func ExampleError() {
	defer func() {
		fmt.Println(recover())
	}()
	nnlib.Dropout(math.Sqrt(4))
	// Output:
	// nnlib.Dropout(2): expected the share of inputs to drop, from 0 up to, not including, 1, got 2
	//   fix: nnlib.Dropout(0.5)
}

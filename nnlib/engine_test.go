package nnlib_test

import (
	"errors"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib"
	_ "nnbook/nnlib/engine"
)

// These tests run the engine in their own process, on the real MNIST.

// small is a model that learns fast. Each test has one of its own, by name.
func small(t *testing.T) *nnlib.Model {
	model := nnlib.Sequential(t.Name(), nnlib.Input(28, 28), nnlib.Flatten(), nnlib.Dense(32, nnlib.ReLU), nnlib.Dense(10, nnlib.Softmax))
	t.Cleanup(model.Reset)
	return model
}

func compiled(t *testing.T) *nnlib.Model {
	model := small(t)
	model.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())
	return model
}

func digits() (train, test *nnlib.Dataset) {
	mnist := nnlib.Must(nnlib.MNIST())
	return mnist.Train.Scale(1.0 / 255).Take(2_000), mnist.Test.Scale(1.0 / 255).Take(500)
}

// printed returns what f prints.
func printed(t *testing.T, f func()) string {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = write
	text := make(chan string)
	go func() {
		all, _ := io.ReadAll(read)
		text <- string(all)
	}()
	func() {
		defer func() { os.Stdout = stdout; write.Close() }()
		f()
	}()
	return <-text
}

func mistake(t *testing.T, f func()) (problem *nnlib.Error) {
	t.Helper()
	defer func() {
		t.Helper()
		err, _ := recover().(error)
		if !errors.As(err, &problem) {
			t.Fatalf("panicked with %v, want an *Error", err)
		}
	}()
	f()
	return nil
}

func last(h *nnlib.History, name string) float64 {
	_, values := h.Curve(name)
	if len(values) == 0 {
		return math.NaN()
	}
	return values[len(values)-1]
}

func TestFitEvaluatePredict(t *testing.T) {
	model := compiled(t)
	train, test := digits()
	var history *nnlib.History
	text := printed(t, func() {
		history = model.Fit(train, nnlib.Epochs(3), nnlib.Validation(test), nnlib.Verbose(2))
	})
	if !strings.HasPrefix(text, "Epoch 1/3\n63/63 - ") || strings.Count(text, "\n") != 6 {
		t.Errorf("Fit prints %q", text)
	}
	if names := history.Names(); !slices.Equal(names, []string{"accuracy", "loss", "val_accuracy", "val_loss"}) {
		t.Errorf("measured %q", names)
	}
	if accuracy := last(history, "val_accuracy"); !(accuracy > 0.8) {
		t.Errorf("validation accuracy is %v after three epochs", accuracy)
	}
	measured := model.Evaluate(test, nnlib.Verbose(0))
	if got, want := measured.Value("accuracy"), last(history, "val_accuracy"); math.Abs(got-want) > 1e-6 {
		t.Errorf("Evaluate measures accuracy %v, validation %v", got, want)
	}
	if names := measured.Names(); !slices.Equal(names, []string{"loss", "accuracy"}) {
		t.Errorf("Evaluate measures %q", names)
	}
	checkPredictions(t, model.Predict(test, nnlib.Verbose(0), nnlib.BatchSize(64)), test, measured.Value("accuracy"))
}

// checkPredictions counts by hand what Evaluate measured.
func checkPredictions(t *testing.T, p *nnlib.Predictions, test *nnlib.Dataset, accuracy float64) {
	t.Helper()
	if rows, columns := p.Dims(); rows != test.Len() || columns != 10 {
		t.Fatalf("predictions are %d×%d", rows, columns)
	}
	right := 0
	for i, class := range p.ArgMax() {
		label, ok := test.Label(i)
		if !ok {
			t.Fatalf("digit %d has no label", i)
		}
		if class == label {
			right++
		}
	}
	if got := float64(right) / float64(test.Len()); math.Abs(got-accuracy) > 1e-6 {
		t.Errorf("%v are right, Evaluate says %v", got, accuracy)
	}
}

func TestSecondFitGoesOn(t *testing.T) {
	model := compiled(t)
	train, _ := digits()
	first := model.Fit(train, nnlib.Epochs(2), nnlib.Verbose(0))
	var second *nnlib.History
	text := printed(t, func() { second = model.Fit(train, nnlib.Epochs(2), nnlib.Verbose(0)) })
	if !strings.Contains(text, "2 epochs") {
		t.Errorf("the second Fit does not say that it goes on: %q", text)
	}
	if !(last(second, "loss") < last(first, "loss")) {
		t.Errorf("loss %v after %v", last(second, "loss"), last(first, "loss"))
	}
	if epochs, _ := second.Curve("loss"); !slices.Equal(epochs, []int{0, 1}) {
		t.Errorf("the second History has epochs %v", epochs)
	}
	if epochs, _ := model.History().Curve("loss"); !slices.Equal(epochs, []int{0, 1, 2, 3}) {
		t.Errorf("the model's History has epochs %v", epochs)
	}
	model.Reset()
	if got := model.History().String(); got != "no epochs trained" {
		t.Errorf("after Reset the history is %q", got)
	}
	again := model.Fit(train, nnlib.Epochs(2), nnlib.Verbose(0))
	if last(again, "loss") != last(first, "loss") {
		t.Errorf("after Reset training gives loss %v, at first %v", last(again, "loss"), last(first, "loss"))
	}
}

func TestSummaryAfterFit(t *testing.T) {
	model := compiled(t)
	train, _ := digits()
	if text := printed(t, func() { model.Summary() }); strings.Contains(text, "Optimizer params") {
		t.Errorf("before Fit:\n%s", text)
	}
	model.Fit(train.Take(64), nnlib.Verbose(0))
	text := printed(t, func() { model.Summary() })
	for _, want := range []string{" Total params: 76,352 ", " Trainable params: 25,450 ", " Optimizer params: 50,902 "} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
}

func TestWeights(t *testing.T) {
	model := small(t)
	weights := model.Weights()
	var names []string
	for _, w := range weights {
		names = append(names, w.Name)
	}
	if !slices.Equal(names, []string{"dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"}) {
		t.Fatalf("weights are %q", names)
	}
	for i := range weights[2].Values {
		weights[2].Values[i] = 0
	}
	weights[3].Values[7] = 10
	model.SetWeights(weights)
	_, test := digits()
	for i, class := range model.Predict(test.Take(20), nnlib.Verbose(0)).ArgMax() {
		if class != 7 {
			t.Errorf("digit %d is %d, but the weights say 7 always", i, class)
		}
	}
}

func TestYourOwnData(t *testing.T) {
	var x [][]float64
	var y []float64
	for i := range 64 {
		v := float64(i%8) / 8
		x, y = append(x, []float64{v, 1 - v}), append(y, 3*v+1)
	}
	line := nnlib.Sequential(t.Name(), nnlib.Input(2), nnlib.Dense(1))
	line.Compile(nnlib.SGD(nnlib.LearningRate(0.1), nnlib.Momentum(0.9), nnlib.Nesterov()), nnlib.MeanSquaredError())
	line.Fit(nnlib.FromSlices(x, y), nnlib.Epochs(100), nnlib.BatchSize(8), nnlib.ValidationSplit(0.25), nnlib.Verbose(0))
	p := line.Predict(nnlib.Unlabeled([][]float64{{0.5, 0.5}}), nnlib.Verbose(0))
	if got := p.At(0, 0); math.Abs(got-2.5) > 0.01 {
		t.Errorf("predicts %v, want 2.5", got)
	}
}

// Every optimizer lowers a loss, and every metric has its name in the history.
func TestOptimizersAndMetrics(t *testing.T) {
	x := [][]float64{{0, 0.5}, {1, 0.25}, {0.5, 0}, {0.25, 1}}
	data := nnlib.FromSlices(x, []float64{0.2, 0.4, 0.6, 0.8})
	rate := nnlib.LearningRate(0.01)
	for name, optimizer := range map[string]nnlib.Optimizer{
		"adam":     nnlib.Adam(rate, nnlib.Beta1(0.8), nnlib.AMSGrad()),
		"adamw":    nnlib.AdamW(rate, nnlib.WeightDecay(0.1), nnlib.Beta2(0.99), nnlib.AMSGrad()),
		"nadam":    nnlib.Nadam(rate, nnlib.Epsilon(1e-6)),
		"adamax":   nnlib.Adamax(rate),
		"sgd":      nnlib.SGD(rate, nnlib.Momentum(0.5), nnlib.Nesterov()),
		"rmsprop":  nnlib.RMSprop(rate, nnlib.Rho(0.8), nnlib.Momentum(0.5), nnlib.Centered()),
		"adagrad":  nnlib.Adagrad(rate, nnlib.InitialAccumulatorValue(0.2)),
		"adadelta": nnlib.Adadelta(rate, nnlib.Rho(0.9)),
		"lion":     nnlib.Lion(rate, nnlib.Beta1(0.8)),
	} {
		t.Run(name, func(t *testing.T) {
			model := nnlib.Sequential(t.Name(), nnlib.Input(2), nnlib.Dense(1, nnlib.Sigmoid, nnlib.KernelInitializer(nnlib.Ones())))
			model.Compile(optimizer, nnlib.BinaryCrossentropy(nnlib.LabelSmoothing(0.1)),
				nnlib.MeanSquaredError(), nnlib.RootMeanSquaredError(), nnlib.BinaryAccuracy(nnlib.Threshold(0.6)), nnlib.Huber(nnlib.Delta(2)))
			history := model.Fit(data, nnlib.Epochs(3), nnlib.BatchSize(4), nnlib.Verbose(0))
			curve := func(name string) []float64 {
				_, values := history.Curve(name)
				return values
			}
			losses := curve("loss")
			if !(losses[2] < losses[1] && losses[1] < losses[0]) {
				t.Errorf("losses %v", losses)
			}
			for i, square := range curve("mean_squared_error") {
				if root := curve("root_mean_squared_error")[i]; math.Abs(root*root-square) > 1e-6 || !(root > 0) {
					t.Errorf("epoch %d: the root %v of %v", i+1, root, square)
				}
				if huber := curve("huber")[i]; math.Abs(2*huber-square) > 1e-6 {
					t.Errorf("epoch %d: Huber %v for the square %v", i+1, huber, square)
				}
			}
			if len(curve("binary_accuracy")) != 3 {
				t.Error("no accuracy")
			}
		})
	}
}

// The same loss, computed from probabilities and from what a softmax makes them of.
func TestFromLogits(t *testing.T) {
	data := nnlib.FromSlices([][]float64{{1, 2}, {-1, 3}}, []int{0, 1})
	loss := func(name string, activation nnlib.Activation, loss nnlib.Loss) float64 {
		model := nnlib.Sequential(t.Name()+name, nnlib.Input(2), nnlib.Dense(2, activation))
		model.Compile(nnlib.SGD(), loss)
		return model.Evaluate(data, nnlib.Verbose(0)).Value("loss")
	}
	probabilities := loss("p", nnlib.Softmax, nnlib.SparseCategoricalCrossentropy())
	logits := loss("l", nnlib.Linear, nnlib.SparseCategoricalCrossentropy(nnlib.FromLogits()))
	if math.Abs(probabilities-logits) > 1e-6 || !(logits > 0) {
		t.Errorf("loss %v from probabilities, %v from logits", probabilities, logits)
	}
}

func TestRowsAndImages(t *testing.T) {
	_, test := digits()
	x, y := test.Row(300)
	if len(x) != 784 || len(y) != 1 || slices.Max(x) > 1 || slices.Max(x) < 0.9 {
		t.Errorf("row 300 has %d features to %v and %d targets", len(x), slices.Max(x), len(y))
	}
	raw, _ := nnlib.Must(nnlib.MNIST()).Test.Row(300)
	img := test.Image(300)
	for i, value := range raw {
		if r, _, _, _ := img.At(i%28, i/28).RGBA(); r>>8 != uint32(value) {
			t.Fatalf("pixel %d is %d, want %v", i, r>>8, value)
		}
	}
	colours := nnlib.Unlabeled([][]float32{{1, 0.5, 0}}, 1, 1, 3)
	if r, g, b, a := colours.Image(0).At(0, 0).RGBA(); r>>8 != 255 || g>>8 != 128 || b != 0 || a>>8 != 255 {
		t.Errorf("colour is %d %d %d %d", r>>8, g>>8, b>>8, a>>8)
	}
	if _, ok := colours.Label(0); ok {
		t.Error("a row without targets has a label")
	}
}

func TestMistakesThatTheEngineSees(t *testing.T) {
	rows := [][]float64{{1, 2}, {3, 4}}
	model := func(name string, layers ...nnlib.Stackable) *nnlib.Model {
		m := nnlib.Sequential(t.Name()+name, append([]nnlib.Stackable{nnlib.Input(2)}, layers...)...)
		m.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())
		return m
	}
	classes := model("classes", nnlib.Dense(2, nnlib.Softmax))
	cases := []struct {
		name string
		f    func()
		want string
	}{
		{"label out of range", func() { classes.Fit(nnlib.FromSlices(rows, []int{0, 2})) }, "row 1"},
		{"negative label", func() { classes.Fit(nnlib.FromSlices(rows, []int{-1, 0})) }, "row 0"},
		{"NaN", func() { classes.Fit(nnlib.FromSlices([][]float64{{1, math.NaN()}}, []int{0})) }, "NaN"},
		{"not compiled", func() {
			nnlib.Sequential(t.Name()+"raw", nnlib.Input(2), nnlib.Dense(2)).Fit(nnlib.FromSlices(rows, []int{0, 1}))
		}, "Compile"},
		{"quantities for classes", func() { classes.Fit(nnlib.FromSlices(rows, []float64{0.5, 1})) }, "class"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			problem := mistake(t, c.f)
			if problem.Fix == "" || !strings.Contains(problem.Error(), c.want) {
				t.Errorf("it says neither %q nor what to do, or not both:\n%v", c.want, problem)
			}
		})
	}
	t.Run("and nothing is lost", func(t *testing.T) {
		classes.Fit(nnlib.FromSlices(rows, []int{0, 1}), nnlib.Verbose(0))
	})
}

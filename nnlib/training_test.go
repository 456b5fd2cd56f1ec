package nnlib_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib"
)

// says checks the words of a mistake.
func says(t *testing.T, problem error, words ...string) {
	t.Helper()
	if problem == nil {
		t.Fatalf("no mistake, want %q", words)
	}
	for _, word := range words {
		if !strings.Contains(problem.Error(), word) {
			t.Errorf("%v\nwant %q in it", problem, word)
		}
	}
}

// One seed gives the same bits, on each backend.
func TestTrainingIsReproducible(t *testing.T) {
	train, valid := numbers()
	for _, backend := range []string{"go", "xla"} {
		t.Run(backend, func(t *testing.T) {
			t.Setenv("GOMLX_BACKEND", backend)
			fit := func(seed uint64) ([][]float32, []float64) {
				model := nnlib.Sequential(t.Name(), nnlib.Input(4), nnlib.Dense(40, nnlib.ReLU), nnlib.Dropout(0.3), nnlib.Dense(1)).Seeded(seed)
				model.Reset()
				defer model.Reset()
				model.Compile(nnlib.Adam(nnlib.LearningRate(nnlib.CosineDecay(0.01, 15)), nnlib.GlobalClipNorm(0.5), nnlib.EMA(0.9)), nnlib.MeanSquaredError())
				history := model.Fit(train, nnlib.Epochs(4), nnlib.BatchSize(8), nnlib.Validation(valid), nnlib.Verbose(0))
				var weights [][]float32
				for _, w := range model.Weights() {
					weights = append(weights, w.Values)
				}
				_, losses := history.Curve("val_loss")
				return weights, losses
			}
			weights, losses := fit(1)
			again, sameLosses := fit(1)
			if !reflect.DeepEqual(weights, again) || !slices.Equal(losses, sameLosses) {
				t.Errorf("the same seed gave losses %v and %v", losses, sameLosses)
			}
			if _, other := fit(2); slices.Equal(losses, other) {
				t.Error("another seed changed nothing")
			}
		})
	}
}

func TestMonitorMistakes(t *testing.T) {
	train, valid := numbers()
	model := started(t, 0.1)
	for name, c := range map[string]struct {
		callback nnlib.Callback
		options  []nnlib.FitOption
		words    []string
	}{
		"no validation": {nnlib.EarlyStopping(), nil,
			[]string{"nnlib.EarlyStopping", "one of loss, mean_absolute_error", `Monitor("val_loss")`, `nnlib.Validation(valid)), or nnlib.Monitor("loss")`}},
		"no such metric": {nnlib.ReduceLROnPlateau(nnlib.Monitor("val_accuracy")), []nnlib.FitOption{nnlib.Validation(valid)},
			[]string{"nnlib.ReduceLROnPlateau", "loss, mean_absolute_error, val_loss, val_mean_absolute_error, learning_rate"}},
		"checkpoint": {nnlib.ModelCheckpoint("x.npz", nnlib.SaveBestOnly()), nil, []string{"nnlib.ModelCheckpoint", "one of loss"}},
		"path":       {nnlib.ModelCheckpoint(filepath.Join(t.TempDir(), "{val_loss:.2f}.npz")), nil, []string{"{val_loss:.2f} in the path", "loss, mean_absolute_error"}},
		"rate":       {nnlib.LearningRateScheduler(func(int, float64) float64 { return math.NaN() }), nil, []string{"a learning rate of 0 or more", "NaN for epoch 0"}},
		"log":        {nnlib.CSVLogger(filepath.Join(t.TempDir(), "missing", "log.csv")), nil, []string{"nnlib.CSVLogger", "no such file"}},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				t.Helper()
				problem, _ := recover().(error)
				says(t, problem, c.words...)
				if epochs, _ := model.History().Curve("loss"); name != "path" && len(epochs) > 0 {
					t.Errorf("trained epochs %v first", epochs)
				}
			}()
			model.Reset()
			model.Fit(train, append(c.options, nnlib.Callbacks(c.callback), nnlib.Verbose(0))...)
		})
	}
}

// With validation in every other epoch, the others are not looked at.
func TestMonitorWaitsForValidation(t *testing.T) {
	train, valid := numbers()
	stop := nnlib.EarlyStopping(nnlib.Patience(100))
	history := started(t, 0.1).Fit(train, nnlib.Epochs(4), nnlib.Validation(valid), nnlib.ValidationFreq(2), nnlib.Callbacks(stop), nnlib.Verbose(0))
	_, values := history.Curve("val_loss")
	if _, best, ok := stop.Best(); !ok || best != slices.Min(values) || len(values) != 2 {
		t.Errorf("best %v of %v", best, values)
	}
}

func TestCallbacksSpeak(t *testing.T) {
	train, valid := numbers()
	fit := func(options ...nnlib.FitOption) string {
		model := started(t, 0.5)
		return printed(t, func() {
			model.Fit(train, append(options, nnlib.Epochs(30), nnlib.Validation(valid), nnlib.Shuffle(false), nnlib.BatchSize(8), nnlib.Callbacks(
				nnlib.EarlyStopping(nnlib.Patience(3), nnlib.RestoreBestWeights()),
				nnlib.ReduceLROnPlateau(nnlib.Patience(2), nnlib.Factor(0.999))))...)
		})
	}
	text := fit(nnlib.Verbose(2))
	for _, want := range []string{
		": early stopping, since val_loss has not become better in 3 epochs.\n", "Restoring the weights of the best epoch, ",
		": the learning rate is reduced to 0.4995, since val_loss has not become better in 2 epochs.\n", " - learning_rate: 0.5000\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if text := fit(nnlib.Verbose(0)); strings.Contains(text, "early") {
		t.Errorf("Verbose(0) prints %q", text)
	}
}

// A callback meets the model before anything else, and may use it wherever
// training waits.
func TestCallbackUsesTheModel(t *testing.T) {
	train, valid := numbers()
	model := started(t, 0.1)
	c := &user{valid: valid}
	history := model.Fit(train, nnlib.Epochs(2), nnlib.Callbacks(c), nnlib.Verbose(0))
	want := []string{"model " + model.Name(), "begin 0.1", "epoch 0", "end 0", "epoch 1", "end 1", "over 0.05"}
	if !slices.Equal(c.heard, want) {
		t.Errorf("heard %q, want %q", c.heard, want)
	}
	if names := history.Names(); slices.Contains(names, "learning_rate") {
		t.Errorf("measured %q, and nobody asked", names)
	}
	if got := model.LearningRate(); math.Abs(got-0.05) > 1e-8 {
		t.Errorf("the learning rate is %v", got)
	}
}

type user struct {
	valid *nnlib.Dataset
	model *nnlib.Model
	heard []string
}

func (u *user) hear(format string, args ...any) {
	u.heard = append(u.heard, fmt.Sprintf(format, args...))
}

func (u *user) SetModel(model *nnlib.Model) {
	u.model = model
	u.hear("model %s", model.Name())
}

func (u *user) OnTrainBegin(map[string]int) error {
	u.hear("begin %.4g", u.model.LearningRate())
	return nil
}

func (u *user) OnEpochBegin(epoch int) { u.hear("epoch %d", epoch) }

func (u *user) OnEpochEnd(epoch int, logs nnlib.Logs) error {
	u.hear("end %d", epoch)
	u.model.SetLearningRate(0.05)
	weights := u.model.Weights()
	weights[0].Values[0]++
	u.model.SetWeights(weights)
	u.model.Evaluate(u.valid, nnlib.Verbose(0))
	return nil
}

func (u *user) OnTrainEnd(nnlib.Logs) { u.hear("over %.4g", u.model.LearningRate()) }

func TestLambdaCallback(t *testing.T) {
	train, _ := numbers()
	var heard []string
	hear := func(format string, args ...any) { heard = append(heard, fmt.Sprintf(format, args...)) }
	lambda := nnlib.LambdaCallback(
		nnlib.OnTrainBegin(func(params map[string]int) error { hear("begin %d", params["epochs"]); return nil }),
		nnlib.OnEpochBegin(func(epoch int) error { hear("epoch %d", epoch); return nil }),
		nnlib.OnTrainBatchEnd(func(epoch, batch int, logs nnlib.Logs) error {
			if epoch == 0 && len(logs) != 2 {
				t.Errorf("batch %d: %v", batch, logs)
			}
			return nil
		}),
		nnlib.OnEpochEnd(func(epoch int, logs nnlib.Logs) error {
			hear("end %d", epoch)
			return nnlib.ErrStopTraining
		}),
		nnlib.OnTrainEnd(func(nnlib.Logs) { hear("over") }),
	)
	started(t, 0.1).Fit(train, nnlib.Epochs(2), nnlib.Callbacks(lambda, nnlib.LambdaCallback()), nnlib.Verbose(0))
	if want := []string{"begin 2", "epoch 0", "end 0", "over"}; !slices.Equal(heard, want) {
		t.Errorf("heard %q, want %q", heard, want)
	}
}

// What a callback returns before an epoch, or within one, counts too.
func TestCallbackStopsBefore(t *testing.T) {
	train, _ := numbers()
	stop := nnlib.ErrStopTraining
	for name, c := range map[string]struct {
		option nnlib.LambdaOption
		epochs int
	}{
		"training": {nnlib.OnTrainBegin(func(map[string]int) error { return stop }), 0},
		"an epoch": {nnlib.OnEpochBegin(func(epoch int) error {
			if epoch == 2 {
				return stop
			}
			return nil
		}), 2},
		"a batch": {nnlib.OnTrainBatchEnd(func(epoch, batch int, _ nnlib.Logs) error { return stop }), 1},
	} {
		t.Run(name, func(t *testing.T) {
			history := started(t, 0.1).Fit(train, nnlib.Epochs(1000), nnlib.BatchSize(1), nnlib.Callbacks(nnlib.LambdaCallback(c.option)), nnlib.Verbose(0))
			if epochs, _ := history.Curve("loss"); len(epochs) != c.epochs && !(name == "a batch" && len(epochs) > 0 && len(epochs) < 1000) {
				t.Errorf("trained epochs %v", epochs)
			}
		})
	}
}

func TestModelInFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.nnbook")
	model := started(t, 0.1)
	train, _ := numbers()
	model.Fit(train, nnlib.Verbose(0))
	want := model.Weights()
	if err := model.Save(path); err != nil {
		t.Fatal(err)
	}
	model.Reset()
	loaded := nnlib.Must(nnlib.LoadModel(path))
	if got := loaded.Weights(); loaded.Name() != model.Name() || !reflect.DeepEqual(got, want) {
		t.Errorf("%v has weights %v, saved %v", loaded, got, want)
	}
	_, values := loaded.History().Curve("loss")
	if len(values) == 0 {
		t.Error("the history is not in the file")
	}
	says(t, model.Save(filepath.Join(t.TempDir(), "model.keras")), `ends in .nnbook`, `model.nnbook"`)
	_, err := nnlib.LoadModel(filepath.Join(t.TempDir(), "none.nnbook"))
	says(t, err, "nnlib.LoadModel: no file")
}

func TestWeightsInFiles(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "weights.npz")
	model := started(t, 0.1)
	want := model.Weights()
	if err := model.SaveWeights(path); err != nil {
		t.Fatal(err)
	}
	model.Reset()
	if reflect.DeepEqual(model.Weights(), want) {
		t.Fatal("the first weights are the same")
	}
	if err := model.LoadWeights(path); err != nil {
		t.Fatal(err)
	}
	if got := model.Weights(); !reflect.DeepEqual(got, want) {
		t.Errorf("loaded %v, saved %v", got, want)
	}
	other := nnlib.Sequential(t.Name()+" other", nnlib.Input(4), nnlib.Dense(9), nnlib.Dense(1, nnlib.NoBias()).Named("out"))
	t.Cleanup(other.Reset)
	says(t, other.LoadWeights(path), "LoadWeights of model", "dense/kernel of shape [4 8] instead of [4 9]", "no out/kernel [9 1]", "dense_1/bias [1] besides")
	says(t, model.SaveWeights(filepath.Join(folder, "weights.h5")), `ends in .npz`, `weights.npz"`)
	says(t, model.LoadWeights(filepath.Join(folder, "none.npz")), "no such file", "model.SaveWeights(path)")
	says(t, model.SaveWeights(filepath.Join(folder, "none", "weights.npz")), "no such file or folder: "+filepath.Join(folder, "none"), "os.MkdirAll")
	if err := os.WriteFile(path, []byte("no zip"), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, model.LoadWeights(path), path, "NPZ")
	if got := model.Weights(); !reflect.DeepEqual(got, want) {
		t.Error("a failed LoadWeights changed the weights")
	}
}

func TestBackupOfAnother(t *testing.T) {
	train, _ := numbers()
	folder := t.TempDir()
	fail := nnlib.LambdaCallback(nnlib.OnEpochEnd(func(int, nnlib.Logs) error { return os.ErrClosed }))
	func() {
		defer func() { _ = recover() }()
		started(t, 0.1).Fit(train, nnlib.Epochs(2), nnlib.Callbacks(nnlib.BackupAndRestore(folder), fail), nnlib.Verbose(0))
	}()
	fit := func(model *nnlib.Model) func() {
		return func() {
			model.Fit(train, nnlib.Epochs(2), nnlib.Callbacks(nnlib.BackupAndRestore(folder)), nnlib.Verbose(0))
		}
	}
	says(t, mistake(t, fit(started(t, 0.2))), "BackupAndRestore", "compiled in another way", "remove "+folder)
	other := nnlib.Sequential(t.Name(), nnlib.Input(4), nnlib.Dense(1))
	other.Compile(nnlib.SGD(), nnlib.MeanSquaredError())
	says(t, mistake(t, fit(other)), "the model of the backup")
	if err := os.WriteFile(filepath.Join(folder, "latest.backup"), []byte("no backup"), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, mistake(t, fit(started(t, 0.1))), "can't be used")
}

func TestLearningRateFollowsASchedule(t *testing.T) {
	train, _ := numbers()
	schedule := nnlib.PiecewiseConstantDecay([]int{5, 10}, []float64{0.1, 0.01, 0.001})
	model := started(t, 0.1)
	model.Compile(nnlib.SGD(nnlib.LearningRate(schedule)), nnlib.MeanSquaredError())
	var seen []float64
	for range 4 {
		seen = append(seen, model.LearningRate())
		model.Fit(train, nnlib.BatchSize(8), nnlib.Verbose(0))
	}
	want := []float64{schedule.At(0), schedule.At(5), schedule.At(10), schedule.At(15)}
	if !slices.Equal(seen, want) || want[0] != float64(float32(0.1)) || want[1] != want[0] || want[3] != float64(float32(0.001)) {
		t.Errorf("learning rates %v, want %v", seen, want)
	}
	says(t, mistake(t, func() { model.SetLearningRate(0.1) }), "follows PiecewiseConstantDecay", "nnlib.LearningRate(0.001)")
	reduce := nnlib.ReduceLROnPlateau(nnlib.Monitor("loss"), nnlib.Patience(0), nnlib.MinDelta(1e9))
	says(t, mistake(t, func() { model.Fit(train, nnlib.Epochs(9), nnlib.Callbacks(reduce), nnlib.Verbose(0)) }), "follows PiecewiseConstantDecay")
}

// A mean that never moves is the weights after the first step, and Fit ends with it.
func TestFitEndsWithTheMeans(t *testing.T) {
	train, _ := numbers()
	compile := func(model *nnlib.Model, options ...nnlib.SGDOption) {
		model.Compile(nnlib.SGD(append(options, nnlib.LearningRate(0.1))...), nnlib.MeanSquaredError())
	}
	once, mean := startedAs(t, t.Name()+" once", 0.1), started(t, 0.1)
	compile(once)
	once.TrainOnBatch(train.Take(8))
	compile(mean, nnlib.EMA(1))
	mean.Fit(train, nnlib.Epochs(2), nnlib.BatchSize(8), nnlib.Shuffle(false), nnlib.Verbose(0))
	if want, got := once.Weights(), mean.Weights(); !reflect.DeepEqual(got, want) {
		t.Errorf("ended with %v, want %v", got, want)
	}
}

func TestOptimizerMistakes(t *testing.T) {
	for want, f := range map[string]func(){
		"ClipNorm and ClipValue": func() { nnlib.Adam(nnlib.ClipValue(1), nnlib.ClipNorm(1)) },
		"EMA(0.99), nnlib.EMA":   func() { nnlib.SGD(nnlib.EMAOverwriteFrequency(3)) },
		"an empty one":           func() { nnlib.Adam(nnlib.LearningRate(nnlib.Schedule{})) },
		"a number above 0":       func() { nnlib.Adam(nnlib.LearningRate(-1)) },
		"at least 2":             func() { nnlib.Adam(nnlib.GradientAccumulation(1)) },
		"one value more":         func() { nnlib.PiecewiseConstantDecay([]int{1}, []float64{1}) },
		"that rise":              func() { nnlib.PiecewiseConstantDecay([]int{5, 5}, []float64{1, 2, 3}) },
		"at least 1 step":        func() { nnlib.CosineDecay(0.1, 0) },
		"1 or a number above":    func() { nnlib.TMul(0.5) },
		"a factor above 0":       func() { nnlib.ExponentialDecay(0.1, 10, 0) },
		"from 0 to 1":            func() { nnlib.EMA(1.5) },
		"0 or a number below":    func() { nnlib.LearningRatePower(0.5) },
		"between 0 and 1":        func() { nnlib.Factor(1) },
		"ends in .npz":           func() { nnlib.ModelCheckpoint("weights.h5") },
		"data to validate with": func() {
			train, _ := numbers()
			started(t, 0.1).Fit(train, nnlib.ValidationFreq(2))
		},
	} {
		says(t, mistake(t, f), want)
	}
}

func TestTensorBoardWritesFiles(t *testing.T) {
	train, valid := numbers()
	folder := t.TempDir()
	started(t, 0.1).Fit(train, nnlib.Epochs(2), nnlib.Validation(valid), nnlib.Callbacks(nnlib.TensorBoard(folder)), nnlib.Verbose(0))
	for part, tags := range map[string][]string{
		"train":      {"epoch_loss", "epoch_mean_absolute_error", "epoch_learning_rate"},
		"validation": {"epoch_loss", "epoch_mean_absolute_error"},
	} {
		paths, err := filepath.Glob(filepath.Join(folder, part, "events.out.tfevents.*.v2"))
		if err != nil || len(paths) != 1 {
			t.Fatalf("files %q, %v", paths, err)
		}
		data, err := os.ReadFile(paths[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range tags {
			if n := strings.Count(string(data), tag); n != 2 {
				t.Errorf("%s: %d values of %s, want 2", part, n, tag)
			}
		}
	}
}

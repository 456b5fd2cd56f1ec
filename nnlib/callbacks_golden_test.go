package nnlib_test

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nnbook/nnlib"
	"nnbook/nnlib/internal/parity"
)

// callbacksGolden is testdata/callbacks.json, which testdata/callbacks.py writes.
type callbacksGolden struct {
	Early []struct {
		Settings  map[string]any
		Values    []float64
		Last      int
		Stopped   bool
		Best      float64
		BestEpoch int `json:"best_epoch"`
	}
	Plateau []struct {
		Settings      map[string]any
		Values, Rates []float64
	}
	Fits        map[string]trained
	Log         string
	Best, Every []string
	Backup      struct {
		trained
		Removed bool
	}
	Batches struct {
		Trained, Tested [][]float64
		Predicted       []float32
	}
}

// trained is how a fit went.
type trained struct {
	History map[string][]float64
	Epochs  []int
	Weights []float32
}

func readCallbacks(t *testing.T) callbacksGolden {
	t.Helper()
	data, err := os.ReadFile("testdata/callbacks.json")
	if err != nil {
		t.Fatal(err)
	}
	// Python writes what JSON has not.
	data = []byte(strings.NewReplacer("NaN", "3e38", "-Infinity", "3e38", "Infinity", "3e38").Replace(string(data)))
	var g callbacksGolden
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

func lcg(count int, limit float64, state uint32) []float32 {
	values := make([]float32, count)
	for i := range values {
		state = 1664525*state + 1013904223
		values[i] = float32((float64(state)/(1<<32)*2 - 1) * limit)
	}
	return values
}

// numbers are the 60 rows of callbacks.py, 40 to train and 20 to validate with.
func numbers() (train, valid *nnlib.Dataset) {
	return nnlib.FromSlices(slices.Collect(slices.Chunk(lcg(60*4, 1, 3), 4)), lcg(60, 1, 4)).Split(40)
}

// started is the model of callbacks.py, 4-8-1 from fixed weights.
func started(t *testing.T, rate float64) *nnlib.Model {
	return startedAs(t, t.Name(), rate)
}

func startedAs(t *testing.T, name string, rate float64) *nnlib.Model {
	model := nnlib.Sequential(name, nnlib.Input(4), nnlib.Dense(8, nnlib.Tanh), nnlib.Dense(1))
	model.Reset()
	t.Cleanup(model.Reset)
	model.Compile(nnlib.SGD(nnlib.LearningRate(rate)), nnlib.MeanSquaredError(), nnlib.MeanAbsoluteError())
	weights := model.Weights()
	for i, w := range weights {
		weights[i].Values = lcg(len(w.Values), 0.8, uint32(i+1))
	}
	model.SetWeights(weights)
	return model
}

// like checks that a fit with a callback went as Keras'.
func like(t *testing.T, callback string, want trained, history *nnlib.History, model *nnlib.Model) {
	t.Helper()
	near := func(what string, i int, got, want float64) {
		t.Helper()
		difference := math.Abs(got-want) / max(1, math.Abs(want))
		parity.Record(parity.Class{Section: "Callbacks", Name: callback}, parity.Go, difference, 1e-4)
		if !(difference <= 1e-4) {
			t.Errorf("%s: value %d is %v, Keras has %v", what, i, got, want)
		}
	}
	if len(history.Names()) != len(want.History) {
		t.Errorf("measured %q, Keras %d curves", history.Names(), len(want.History))
	}
	for name, values := range want.History {
		name = strings.Replace(name, "mae", "mean_absolute_error", 1)
		_, got := history.Curve(name)
		if len(got) != len(values) {
			t.Errorf("%s: %d values, Keras has %d", name, len(got), len(values))
			continue
		}
		for i, value := range values {
			// Where Keras has no numbers any more, or soon hasn't, this may be some batches further.
			if gone := !(math.Abs(got[i]) < 1e30); gone && math.Abs(value) > 1e30 {
				continue
			}
			near(name, i, got[i], value)
		}
	}
	epochs, _ := history.Curve("loss")
	if !slices.Equal(epochs, want.Epochs) {
		t.Errorf("trained epochs %v, Keras %v", epochs, want.Epochs)
	}
	near("epochs", 0, float64(len(epochs)), float64(len(want.Epochs)))
	if model == nil {
		return
	}
	var all []float32
	for _, w := range model.Weights() {
		all = append(all, w.Values...)
	}
	for i, value := range want.Weights {
		near("weights", i, float64(all[i]), float64(value))
	}
}

// number is a setting of Keras, which may be left out.
func number(settings map[string]any, name string, otherwise float64) float64 {
	if value, ok := settings[name].(float64); ok {
		return value
	}
	return otherwise
}

func TestEarlyStoppingIsKeras(t *testing.T) {
	for i, g := range readCallbacks(t).Early {
		t.Run(fmt.Sprint(i, g.Settings), func(t *testing.T) {
			options := []nnlib.EarlyStoppingOption{
				nnlib.Patience(int(number(g.Settings, "patience", 0))), nnlib.MinDelta(number(g.Settings, "min_delta", 0)),
				nnlib.StartFromEpoch(int(number(g.Settings, "start_from_epoch", 0))), nnlib.ModeMin(),
			}
			if baseline, ok := g.Settings["baseline"].(float64); ok {
				options = append(options, nnlib.Baseline(baseline))
			}
			if g.Settings["mode"] == "max" {
				options = append(options, nnlib.ModeMax())
			}
			stop := nnlib.EarlyStopping(options...)
			last, stopped := heard(t, g.Values, stop)
			epoch, best, _ := stop.Best()
			parity.Record(parity.Class{Section: "Callbacks", Name: "LambdaCallback"}, parity.Host, math.Abs(best-g.Best), 0)
			if last != g.Last || stopped != g.Stopped || stop.Stopped() != stopped || best != g.Best || epoch != g.BestEpoch {
				t.Errorf("ended at %d %v, best %v at %d; Keras at %d %v, best %v at %d", last, stopped, best, epoch, g.Last, g.Stopped, g.Best, g.BestEpoch)
			}
		})
	}
}

// heard lets callbacks hear of values, in a Fit of as many epochs that measures
// something else.
func heard(t *testing.T, values []float64, callbacks ...nnlib.Callback) (last int, stopped bool) {
	t.Helper()
	train, valid := numbers()
	history := started(t, 0.1).Fit(train.Take(1), nnlib.Validation(valid.Take(1)), nnlib.Epochs(len(values)), nnlib.Verbose(0),
		nnlib.Callbacks(append([]nnlib.Callback{nnlib.LambdaCallback(nnlib.OnEpochEnd(func(epoch int, logs nnlib.Logs) error {
			logs["val_loss"] = values[epoch]
			return nil
		}))}, callbacks...)...))
	epochs, _ := history.Curve("loss")
	return epochs[len(epochs)-1], len(epochs) < len(values)
}

func TestReduceLROnPlateauIsKeras(t *testing.T) {
	for i, g := range readCallbacks(t).Plateau {
		t.Run(fmt.Sprint(i, g.Settings), func(t *testing.T) {
			options := []nnlib.ReduceLROnPlateauOption{
				nnlib.Patience(int(number(g.Settings, "patience", 10))), nnlib.MinDelta(number(g.Settings, "min_delta", 1e-4)),
				nnlib.Factor(number(g.Settings, "factor", 0.1)), nnlib.Cooldown(int(number(g.Settings, "cooldown", 0))),
				nnlib.MinLearningRate(number(g.Settings, "min_lr", 0)), nnlib.ModeMin(),
			}
			if g.Settings["mode"] == "max" {
				options = append(options, nnlib.ModeMax())
			}
			follow := &rates{}
			heard(t, g.Values, nnlib.ReduceLROnPlateau(options...), follow)
			for epoch, want := range g.Rates {
				if got := follow.seen[epoch]; math.Abs(got-want) > 1e-6*want {
					t.Fatalf("epoch %d: learning rate %v, Keras has %v", epoch, got, want)
				}
			}
		})
	}
}

// rates writes down the learning rate after each epoch.
type rates struct {
	model *nnlib.Model
	seen  []float64
}

func (r *rates) SetModel(model *nnlib.Model) { r.model = model }

func (r *rates) OnEpochEnd(int, nnlib.Logs) error {
	r.seen = append(r.seen, r.model.LearningRate())
	return nil
}

// callbackOf says which callback a golden fit is of, if of one.
var callbackOf = map[string]string{
	"early stopping": "EarlyStopping", "early stopping to the end": "EarlyStopping", "plateau": "ReduceLROnPlateau", "scheduler": "LearningRateScheduler",
	"nan": "TerminateOnNaN", "log": "CSVLogger", "log again": "CSVLogger", "checkpoints": "ModelCheckpoint",
}

// Whole fits, in epochs, values and weights.
func TestFitOptionsAndCallbacksAreKeras(t *testing.T) {
	g := readCallbacks(t)
	train, valid := numbers()
	folder := t.TempDir()
	log, best, every := filepath.Join(folder, "log.csv"), filepath.Join(folder, "best"), filepath.Join(folder, "every")
	validation := nnlib.Validation(valid)
	stop := nnlib.EarlyStopping(nnlib.Patience(3), nnlib.RestoreBestWeights())
	for _, c := range []struct {
		name    string
		rate    float64
		options []nnlib.FitOption
	}{
		{"plain", 0.3, []nnlib.FitOption{nnlib.Epochs(4), validation}},
		{"early stopping", 0.5, []nnlib.FitOption{nnlib.Epochs(30), validation, nnlib.Callbacks(stop)}},
		{"early stopping to the end", 0.3, []nnlib.FitOption{nnlib.Epochs(5), validation,
			nnlib.Callbacks(nnlib.EarlyStopping(nnlib.Patience(9), nnlib.RestoreBestWeights()))}},
		{"plateau", 0.5, []nnlib.FitOption{nnlib.Epochs(18), validation,
			nnlib.Callbacks(nnlib.ReduceLROnPlateau(nnlib.Factor(0.5), nnlib.Patience(2)))}},
		{"scheduler", 0.3, []nnlib.FitOption{nnlib.Epochs(4), nnlib.Callbacks(nnlib.LearningRateScheduler(func(epoch int, rate float64) float64 {
			if epoch < 2 {
				return rate
			}
			return rate * 0.5
		}))}},
		{"validation frequency", 0.3, []nnlib.FitOption{nnlib.Epochs(5), validation, nnlib.ValidationFreq(2)}},
		{"steps per epoch", 0.3, []nnlib.FitOption{nnlib.Epochs(5), nnlib.StepsPerEpoch(2)}},
		{"validation steps", 0.3, []nnlib.FitOption{nnlib.Epochs(2), validation, nnlib.ValidationSteps(2), nnlib.ValidationBatchSize(6)}},
		{"nan", 1e18, []nnlib.FitOption{nnlib.Epochs(5), nnlib.Callbacks(nnlib.TerminateOnNaN())}},
		{"log", 0.3, []nnlib.FitOption{nnlib.Epochs(2), nnlib.Callbacks(nnlib.CSVLogger(log))}},
		{"log again", 0.3, []nnlib.FitOption{nnlib.Epochs(2), nnlib.Callbacks(nnlib.CSVLogger(log, nnlib.LogAppend()))}},
		{"checkpoints", 0.3, []nnlib.FitOption{nnlib.Epochs(8), validation, nnlib.Callbacks(
			nnlib.ModelCheckpoint(best+"/{epoch:02d}-{val_loss:.2f}.npz", nnlib.SaveBestOnly()),
			nnlib.ModelCheckpoint(every+"/{epoch}.npz"))}},
	} {
		t.Run(c.name, func(t *testing.T) {
			model := started(t, c.rate)
			options := append(c.options, nnlib.BatchSize(8), nnlib.Shuffle(false), nnlib.Verbose(0))
			history := model.Fit(train, options...)
			if c.name == "nan" {
				model = nil // Keras stops at once, and here it may be a batch later
			}
			like(t, cmp.Or(callbackOf[c.name], "History"), g.Fits[c.name], history, model)
		})
	}
	if len(g.Fits) != 12 {
		t.Errorf("%d golden fits", len(g.Fits))
	}
	data, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	sameLog(t, string(data), g.Log)
	for dir, want := range map[string][]string{best: g.Best, every: g.Every} {
		if got := files(t, dir); !slices.Equal(got, want) {
			t.Errorf("checkpoints %q, Keras %q", got, want)
		}
	}
}

// files are the names of a folder's, without ending.
func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, strings.TrimSuffix(entry.Name(), ".npz"))
	}
	return names
}

// sameLog compares two CSV files, numbers nearly.
func sameLog(t *testing.T, got, want string) {
	t.Helper()
	want = strings.ReplaceAll(want, "mae", "mean_absolute_error")
	if strings.Count(got, "\r\n") != strings.Count(want, "\r\n") {
		t.Errorf("the log is\n%q\nKeras writes\n%q", got, want)
	}
	read := func(text string) [][]string {
		t.Helper()
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	ours, keras := read(got), read(want)
	for i, row := range ours {
		for j, text := range row {
			k := slices.Index(keras[0], ours[0][j])
			a, notA := strconv.ParseFloat(text, 64)
			b, notB := strconv.ParseFloat(keras[i][k], 64)
			if (notA == nil) != (notB == nil) || notA != nil && text != keras[i][k] || math.Abs(a-b) > 1e-4 {
				t.Errorf("line %d, %s: %q, Keras writes %q", i, ours[0][j], text, keras[i][k])
			}
		}
	}
}

func TestBackupAndRestoreIsKeras(t *testing.T) {
	want := readCallbacks(t).Backup
	train, _ := numbers()
	folder := filepath.Join(t.TempDir(), "backup")
	fit := func(name string, more ...nnlib.Callback) (*nnlib.History, *nnlib.Model) {
		model := startedAs(t, name, 0.3)
		history := model.Fit(train, nnlib.Epochs(6), nnlib.BatchSize(8), nnlib.Shuffle(false), nnlib.Verbose(0),
			nnlib.Callbacks(append([]nnlib.Callback{nnlib.BackupAndRestore(folder)}, more...)...))
		return history, model
	}
	// The kernel dies after the fourth epoch.
	func() {
		defer func() { _ = recover() }()
		fit(t.Name(), nnlib.LambdaCallback(nnlib.OnEpochEnd(func(epoch int, _ nnlib.Logs) error {
			if epoch == 3 {
				return os.ErrClosed
			}
			return nil
		})))
	}()
	history, model := fit(t.Name())
	like(t, "BackupAndRestore", want.trained, history, model)
	if _, err := os.Stat(folder); !os.IsNotExist(err) || !want.Removed {
		t.Errorf("the backup is still there: %v", err)
	}
	// The history is whole, though this model has trained two epochs only.
	if epochs, _ := model.History().Curve("loss"); len(epochs) != 6 {
		t.Errorf("the history has epochs %v", epochs)
	}
}

func TestOnBatchIsKeras(t *testing.T) {
	want := readCallbacks(t).Batches
	train, valid := numbers()
	model := started(t, 0.3)
	check := func(what string, got nnlib.Evaluation, want []float64) {
		t.Helper()
		for i, name := range got.Names() {
			if math.Abs(got.Value(name)-want[i]) > 1e-5 {
				t.Errorf("%s: %s is %v, Keras has %v", what, name, got.Value(name), want[i])
			}
		}
		if len(got.Names()) != len(want) {
			t.Errorf("%s: measured %q", what, got.Names())
		}
	}
	text := printed(t, func() {
		for i := range want.Trained {
			check(fmt.Sprint("batch ", i), model.TrainOnBatch(train.Skip(8*i).Take(8)), want.Trained[i])
			check(fmt.Sprint("after batch ", i), model.TestOnBatch(valid), want.Tested[i])
		}
		for i, value := range want.Predicted {
			if got := model.PredictOnBatch(train.Take(3)).At(i, 0); math.Abs(got-float64(value)) > 1e-5 {
				t.Errorf("prediction %d is %v, Keras has %v", i, got, value)
			}
		}
	})
	if text != "" {
		t.Errorf("it prints %q", text)
	}
	if names := model.History().Names(); len(names) != 0 {
		t.Errorf("the history has %q", names)
	}
}

package exec

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"math"
	"os"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

func withDropout(t testing.TB) *spec.Model {
	return sequential(t, spec.Shape{28, 28},
		spec.Layer{Name: "flatten", Config: &spec.Flatten{}},
		denseLayer("dense", 30, object(spec.ReLU)),
		spec.Layer{Name: "dropout", Config: &spec.Dropout{Rate: 0.5}},
		denseLayer("dense_1", 10, object(spec.Softmax)))
}

// One seed gives the same bits twice on a backend, and nearly the same on
// another; the seed changes what dropout drops.
func TestReproducible(t *testing.T) {
	var first []float32
	onBackends(t, func(t *testing.T, backend string) {
		train := func(seed uint64) []float32 {
			m := newModel(t, withDropout(t), backend, digitsCompile)
			for epoch := range uint64(2) {
				if _, _, err := m.Train(t.Context(), digits(t, 0, 500), Options{BatchSize: 32, Seed: seed + epoch}); err != nil {
					t.Fatal(err)
				}
			}
			p, err := m.Predict(t.Context(), digits(t, 500, 510), Options{BatchSize: 32})
			if err != nil {
				t.Fatal(err)
			}
			return p.Arrays[0].Float32s()
		}
		a, b, other := train(1), train(1), train(1000)
		if !reflect.DeepEqual(a, b) {
			t.Errorf("the same seed gave\n%v\n%v", a, b)
		}
		if reflect.DeepEqual(a, other) {
			t.Error("another seed changed nothing")
		}
		if first == nil {
			first = a
		}
		near(t, "predictions", a, first, 1e-4)
	})
}

// First weights follow from the model alone, within the initializer's bounds.
func TestFirstWeights(t *testing.T) {
	var first wire.Variables
	onBackends(t, func(t *testing.T, backend string) {
		m := newModel(t, digitsModel(t), backend, digitsCompile)
		v, err := m.Variables()
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias", "dense_2/kernel", "dense_2/bias"}
		if !reflect.DeepEqual(v.Names, want) || !reflect.DeepEqual(v.Arrays[0].Shape, []int{784, 300}) {
			t.Fatalf("variables %v, the first of shape %v", v.Names, v.Arrays[0].Shape)
		}
		if first.Names == nil {
			first = v
		}
		if !reflect.DeepEqual(v, first) {
			t.Error("the backends start from other weights")
		}
	})
}

func TestInitializers(t *testing.T) {
	moments := func(values []float32) (mean, stddev, most float64) {
		for _, v := range values {
			mean += float64(v) / float64(len(values))
			most = max(most, math.Abs(float64(v)))
		}
		for _, v := range values {
			stddev += (float64(v) - mean) * (float64(v) - mean) / float64(len(values))
		}
		return mean, math.Sqrt(stddev), most
	}
	const in, out = 300, 200
	for _, c := range []struct {
		o                  spec.Object
		mean, stddev, most float64
	}{
		{object(spec.Zeros), 0, 0, 0},
		{object(spec.Ones), 1, 0, 1},
		{object(spec.Constant, "value", -0.3), -0.3, 0, 0.3},
		{object(spec.GlorotUniform), 0, math.Sqrt(2.0 / (in + out)), math.Sqrt(6.0 / (in + out))},
		{object(spec.HeUniform), 0, math.Sqrt(2.0 / in), math.Sqrt(6.0 / in)},
		{object(spec.LecunUniform), 0, math.Sqrt(1.0 / in), math.Sqrt(3.0 / in)},
		{object(spec.GlorotNormal), 0, math.Sqrt(2.0 / (in + out)), 2 * math.Sqrt(2.0/(in+out)) / 0.8796},
		{object(spec.HeNormal), 0, math.Sqrt(2.0 / in), 2 * math.Sqrt(2.0/in) / 0.8796},
		{object(spec.LecunNormal), 0, math.Sqrt(1.0 / in), 2 * math.Sqrt(1.0/in) / 0.8796},
		{object(spec.RandomUniform, "minval", 1.0, "maxval", 3.0), 2, 2 / math.Sqrt(12), 3},
		{object(spec.RandomNormal, "mean", 1.0, "stddev", 0.1), 1, 0.1, 2},
		{object(spec.TruncatedNormal, "mean", 1.0, "stddev", 0.1), 1, 0.1 * 0.8796, 1.2},
		{object(spec.VarianceScaling, "scale", 3.0, "mode", float64(float64(spec.FanIn)), "distribution", float64(spec.SpreadTruncated)), 0, math.Sqrt(3.0 / in), 2 * math.Sqrt(3.0/in) / 0.8796},
		{object(spec.VarianceScaling, "scale", 3.0, "mode", float64(float64(spec.FanOut)), "distribution", float64(spec.SpreadNormal)), 0, math.Sqrt(3.0 / out), 6 * math.Sqrt(3.0/out)},
		{object(spec.VarianceScaling, "scale", 3.0, "mode", float64(float64(spec.FanAvg)), "distribution", float64(spec.SpreadUniform)), 0, math.Sqrt(6.0 / (in + out)), math.Sqrt(18.0 / (in + out))},
		{object(spec.Orthogonal, "gain", 2.0), 0, 2 / math.Sqrt(in), 2},
	} {
		values, err := draw(spec.Weight{Name: "kernel", Shape: []int{in, out}, Initializer: c.o}, 1, 2)
		if err != nil {
			t.Fatal(err)
		}
		mean, stddev, most := moments(values)
		if math.Abs(mean-c.mean) > 0.01 || math.Abs(stddev-c.stddev) > 0.01*c.stddev+1e-7 || most > c.most*1.0001 {
			t.Errorf("%v: mean %g, deviation %g, up to %g; want %g, %g, %g", c.o, mean, stddev, most, c.mean, c.stddev, c.most)
		}
	}
	same := func(seed uint64, layer int, name string) string {
		values, _ := draw(spec.Weight{Name: name, Shape: []int{2, 2}, Initializer: object(spec.HeNormal)}, seed, layer)
		return fmt.Sprint(values)
	}
	if same(1, 1, "kernel") == same(2, 1, "kernel") || same(1, 1, "kernel") == same(1, 2, "kernel") || same(1, 1, "kernel") == same(1, 1, "gate") {
		t.Error("seed, layer and name do not all matter")
	}
}

// Cancelled, training stops early, tells what is so far, and can go on.
func TestCancel(t *testing.T) {
	onBackends(t, func(t *testing.T, backend string) {
		m := newModel(t, digitsModel(t), backend, digitsCompile)
		ctx, cancel := context.WithCancel(t.Context())
		batches := 0
		logs, timing, err := m.Train(ctx, digits(t, 0, 60_000), Options{BatchSize: 32, Progress: func(batch, steps int, logs map[string]float64) {
			if steps != 1875 || math.IsNaN(logs["loss"]) {
				t.Errorf("batch %d of %d: %v", batch, steps, logs)
			}
			batches = batch
			cancel()
		}})
		if !errors.Is(err, context.Canceled) || batches == 0 || batches == 1875 || timing.Steps != batches || math.IsNaN(logs["loss"]) {
			t.Fatalf("stopped after %d batches, %+v, with %v: %v", batches, timing, logs, err)
		}
		if m.iteration != int64(batches) {
			t.Errorf("%d iterations after %d batches", m.iteration, batches)
		}
		if _, _, err := m.Train(t.Context(), digits(t, 0, 100), Options{BatchSize: 32}); err != nil {
			t.Error(err)
		}
	})
}

// A State crosses gob, and a change of settings starts the optimizer anew.
func TestState(t *testing.T) {
	onBackends(t, func(t *testing.T, backend string) {
		m := newModel(t, digitsModel(t), backend, digitsCompile)
		if got := m.OptimizerValues(); got != 0 {
			t.Errorf("%d values in the optimizer before training", got)
		}
		train := func(m *Model) float64 {
			logs, _, err := m.Train(t.Context(), digits(t, 0, 100), Options{BatchSize: 32})
			if err != nil {
				t.Fatal(err)
			}
			return logs["loss"]
		}
		train(m)
		state, err := m.State()
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := gob.NewEncoder(&file).Encode(state); err != nil {
			t.Fatal(err)
		}
		var restored State
		if err := gob.NewDecoder(&file).Decode(&restored); err != nil {
			t.Fatal(err)
		}
		other := newModel(t, digitsModel(t), backend, digitsCompile)
		if err := other.SetState(restored); err != nil {
			t.Fatal(err)
		}
		if a, b := train(m), train(other); a != b {
			t.Errorf("the loss goes on at %g, want %g", b, a)
		}
		before, err := m.Variables()
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Compile(squared); err != nil {
			t.Fatal(err)
		}
		after, err := m.Variables()
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(before, after) || m.OptimizerValues() != 0 || m.iteration != 0 {
			t.Error("Compile changed the weights or kept the optimizer")
		}
	})
}

// What does not fit is said before anything is changed.
func TestMistakes(t *testing.T) {
	m := newModel(t, digitsModel(t), goBackend, digitsCompile)
	good := digits(t, 0, 40)
	bare, err := New(digitsModel(t), goBackend)
	if err != nil {
		t.Fatal(err)
	}
	defer bare.Close()
	train := func(m *Model, data Data, batch int) error {
		_, _, err := m.Train(t.Context(), data, Options{BatchSize: batch})
		return err
	}
	changed := func(change func(*Data)) Data {
		data := Data{X: slices.Clone(good.X), Y: slices.Clone(good.Y)}
		change(&data)
		return data
	}
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"not compiled", train(bare, good, 32), "no loss yet"},
		{"batch size", train(m, good, 0), "a batch size of at least 1"},
		{"empty", train(m, changed(func(d *Data) { d.X[0].Rows = nil }), 32), "an empty data set"},
		{"row", train(m, changed(func(d *Data) { d.X[0].Rows = []int32{60_000} }), 32), "row 60000 of 60000"},
		{"shape", train(m, changed(func(d *Data) { d.X[0].Array.Shape = []int{60_000, 784} }), 32), "(None, 28, 28)"},
		{"no targets", train(m, changed(func(d *Data) { d.Y = nil }), 32), "targets"},
		{"label", train(m, changed(func(d *Data) { d.Y[0].Key, d.Y[0].Array = "", wire.Int32s(make([]int32, 60_000*10), 60_000, 10) }), 32), "one integer class for each"},
		{"weights", m.SetVariables(wire.Variables{}), "expected 6 arrays"},
		{"loss", bare.Compile(oneGoal(adamDefault, object("Huge"))), `unknown loss "Huge"`},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("%s: %v, want one about %q", c.name, c.err, c.want)
		}
	}
	if err := train(m, good, 32); err != nil {
		t.Errorf("after the mistakes: %v", err)
	}
	var mistake *fault.Error
	if _, err := New(digitsModel(t), "abacus"); !errors.As(err, &mistake) || mistake.Fix == "" {
		t.Errorf("an unknown backend: %v", err)
	}
}

// Small dense nets go to the go backend, others to XLA where its plugin is.
func TestChooseBackend(t *testing.T) {
	t.Setenv("GOMLX_BACKEND", "")
	small := sequential(t, spec.Shape{8}, denseLayer("dense", 30, object(spec.ReLU)), denseLayer("dense_1", 1, object(spec.Linear)))
	if got := chooseBackend(small, ""); got != goBackend {
		t.Errorf("a small net runs on %s", got)
	}
	scaled := sequential(t, spec.Shape{8}, spec.Layer{Name: "scaled", Config: &spec.Rescaling{Scale: 2}}, denseLayer("dense", 1, object(spec.Linear)))
	if got := chooseBackend(scaled, ""); got != goBackend {
		t.Errorf("a small net with a Rescaling runs on %s", got)
	}
	t.Run("xla", func(t *testing.T) {
		xlaBackend(t)
		normalized := sequential(t, spec.Shape{8}, spec.Layer{Name: "normalized", Config: &spec.UnitNormalization{Axis: []int{-1}}}, denseLayer("dense", 1, object(spec.Linear)))
		if got := chooseBackend(normalized, ""); got == goBackend && pluginPath() != "" {
			t.Errorf("a small net with a UnitNormalization runs on %s", got)
		}
		if got, want := chooseBackend(digitsModel(t), ""), "xla:"+pluginPath(); pluginPath() != "" && got != want {
			t.Errorf("a larger net runs on %s, want %s", got, want)
		}
	})
	t.Setenv("NNBOOK_HOME", t.TempDir())
	if got := chooseBackend(digitsModel(t), ""); got != goBackend {
		t.Errorf("without a plugin a larger net runs on %s", got)
	}
	t.Setenv("GOMLX_BACKEND", "go")
	if got := chooseBackend(digitsModel(t), ""); got != "go" {
		t.Errorf("GOMLX_BACKEND=go runs on %s", got)
	}
}

// After three epochs the process holds no more than after one, and no gigabyte.
func TestMemory(t *testing.T) {
	onBackends(t, func(t *testing.T, backend string) {
		m := newModel(t, digitsModel(t), backend, digitsCompile)
		var held []int
		for range 3 {
			if _, _, err := m.Train(t.Context(), digits(t, 0, 8_000), Options{BatchSize: 32}); err != nil {
				t.Fatal(err)
			}
			if _, err := m.Evaluate(t.Context(), digits(t, 55_000, 60_000), Options{BatchSize: 32}); err != nil {
				t.Fatal(err)
			}
			debug.FreeOSMemory()
			held = append(held, resident64(t))
		}
		if held[2] > 1<<30 || held[2] > held[0]+64<<20 {
			t.Errorf("resident bytes after each epoch: %v", held)
		}
	})
}

// resident64 reads the process's resident memory in bytes, 0 where the system does not tell.
func resident64(t *testing.T) int {
	status, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		fmt.Printf("NNBOOK-NOT-RUN: %s: this system has no /proc/self/statm\n", t.Name())
		t.Skip("no /proc/self/statm")
	}
	var total, pages int
	if _, err := fmt.Sscan(string(status), &total, &pages); err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}

// Every optimizer trains the same weights on both backends, and goes on from a
// state as if nothing had happened.
func TestOptimizersTrain(t *testing.T) {
	const weights = 2*3 + 3 + 3*1 + 1
	model := sequential(t, spec.Shape{2}, denseLayer("a", 3, object(spec.Tanh)), denseLayer("b", 1, object(spec.Linear)))
	x := wire.Float32s([]float32{0, 0.5, 1, 0.25, 0.5, 0, 0.25, 1, -1, 1}, 5, 2)
	data := oneInput(x, wire.Float32s([]float32{0.2, 0.4, 0.6, 0.8, 1}, 5))
	train := func(t *testing.T, m *Model) {
		t.Helper()
		if _, _, err := m.Train(t.Context(), data, Options{BatchSize: 2}); err != nil {
			t.Fatal(err)
		}
	}
	all := readObjects(t).Optimizers
	for i, c := range all {
		if i+1 < len(all) && all[i+1].Class == c.Class {
			continue // the last of a class has the most slots
		}
		settings := squared
		settings.Optimizer = spec.Object{Class: c.Class, Params: c.Config}
		var first []float32
		onBackends(t, func(t *testing.T, backend string) {
			m, again := newModel(t, model, backend, settings), newModel(t, model, backend, settings)
			train(t, m)
			slots, own := (c.Values-2)/5, (c.Values-2)%5
			if got, want := m.OptimizerValues(), 2+slots*weights+own; got != want {
				t.Errorf("%s has %d values, want %d", c.Class, got, want)
			}
			state, err := m.State()
			if err != nil {
				t.Fatal(err)
			}
			if err := again.SetState(state); err != nil {
				t.Fatal(err)
			}
			train(t, m)
			train(t, again)
			got := predict(t, m, x)
			name := fmt.Sprint(c.Class, c.Config)
			near(t, name+" from a state", predict(t, again, x), got, 0)
			if first == nil {
				first = got
			}
			near(t, name, got, first, 1e-4)
		})
	}
}

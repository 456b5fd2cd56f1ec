package engine

import (
	"io"
	"path/filepath"
	"reflect"
	"runtime"
	"sync"
	"testing"
	"time"

	"nnbook/kernel/socket"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// long is a fit that would take minutes.
func long(model *spec.Model) wire.Fit { return fitOf(model, digits(60_000), 100) }

func trainable(c *cell) *spec.Model {
	model := network("mnist", spec.Shape{28, 28}, 32, 10)
	c.ok(wire.Compile{Model: model, Settings: classifier})
	return model
}

func TestInterruptWithinEpoch(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := trainable(c)
	c.ok(fitOf(model, digits(100), 1))
	before := c.ok(wire.GetWeights{Model: model}).result
	c.on = func(event any, conn *wire.Conn) {
		if batch, ok := event.(wire.BatchEnd); ok && batch.Batch < batch.Steps {
			_ = conn.Send(wire.Interrupt{})
		}
	}
	h := c.ok(long(model))
	c.on = nil
	if trained := h.result.(wire.Trained); !trained.Interrupted || len(trained.Curves) != 0 {
		t.Errorf("result %+v", trained)
	}
	if reflect.DeepEqual(before, c.ok(wire.GetWeights{Model: model}).result) {
		t.Error("what was learned in the interrupted epoch is lost")
	}
	if got := curve(t, c.ok(wire.GetHistory{Model: model}), "loss").Epochs; len(got) != 1 {
		t.Errorf("history has epochs %v, want the complete one", got)
	}
	c.ok(fitOf(model, digits(100), 1))
}

func TestInterruptBetweenEpochs(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := trainable(c)
	c.on = func(event any, conn *wire.Conn) {
		if end, ok := event.(wire.EpochEnd); ok && end.Epoch == 1 {
			_ = conn.Send(wire.Interrupt{})
		}
	}
	h := c.ok(fitOf(model, digits(100), 1000))
	if trained := h.result.(wire.Trained); !trained.Interrupted || len(curve(t, h, "loss").Epochs) < 2 {
		t.Errorf("result %+v", trained)
	}
}

// An interrupted prediction says so, and the model stays usable.
func TestInterruptPredict(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := network("wide", spec.Shape{28, 28}, 1000, 10)
	c.on = func(event any, conn *wire.Conn) {
		if _, ok := event.(wire.BatchEnd); ok {
			_ = conn.Send(wire.Interrupt{})
		}
	}
	c.refused(wire.Predict{Model: model, Data: spec.ExamplesOf(digits(60_000)), BatchSize: 32}, "interrupted")
	c.on = nil
	c.ok(wire.Predict{Model: model, Data: spec.ExamplesOf(digits(10)), BatchSize: 32})
}

// A cell that dies ends its training; the next call finds the model free.
func TestCellDies(t *testing.T) {
	for name, dies := range map[string]func(any) bool{
		"within an epoch":  func(event any) bool { _, ok := event.(wire.BatchEnd); return ok },
		"at its end":       func(event any) bool { _, ok := event.(wire.EpochEnd); return ok },
		"before the first": func(event any) bool { _, ok := event.(wire.TrainBegin); return ok },
	} {
		t.Run(name, func(t *testing.T) {
			c := newCell(t, newEngine(t, ""))
			model := trainable(c)
			c.on = func(event any, conn *wire.Conn) {
				if dies(event) {
					conn.Close()
				}
			}
			fit := long(model)
			if name == "at its end" {
				fit.Data = spec.ExamplesOf(digits(100))
			}
			if h := c.call(fit); h.broken == nil {
				t.Errorf("the call ended with %v", h.result)
			}
			c.on = nil
			waitFor(t, func() bool {
				h := c.call(fitOf(model, digits(100), 1))
				return h.fault == nil
			})
		})
	}
}

// waitFor tries until it is so.
func waitFor(t *testing.T, so func() bool) {
	t.Helper()
	for range 500 {
		if so() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("it never came to be")
}

// Events are at most ten a second, however short the steps.
func TestThrottle(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := trainable(c)
	begin := time.Now()
	h := c.ok(fitOf(model, digits(10_000), 3))
	if most := int(time.Since(begin)/pace) + 2; len(h.batches) > most {
		t.Errorf("%d events, at most %d", len(h.batches), most)
	}
}

// Whatever a stream sends, the engine answers the next call.
func TestHostileStreams(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	for _, text := range []string{"", "GET / HTTP/1.1\r\n\r\n", "\xff\xff\xff\xff\xff\xff\xff\xff\xff"} {
		stream := c.open()
		go func() { _, _ = io.WriteString(stream, text); stream.Close() }()
	}
	c.refused(wire.Go{}, "can't begin with wire.Go")
	c.refused(wire.Fit{}, "without a model")
	c.refused(wire.Predict{Data: spec.ExamplesOf(digits(1))}, "without a model")
	noParams := classifier
	noParams.Optimizer.Params = nil
	c.refused(wire.Compile{Model: network("small", spec.Shape{4}, 3), Settings: noParams}, "has no setting")
	c.refused(wire.Compile{Model: network("small", spec.Shape{4}, 3), Settings: spec.Compile{}}, "unknown optimizer")
	c.ok(wire.GetModels{})
}

// A model that is no model is refused with what is wrong, not with silence.
func TestInvalidModel(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := network("small", spec.Shape{4}, 3)
	model.Layers[1].Name = model.Layers[0].Name
	c.refused(wire.Predict{Model: model, Data: spec.ExamplesOf(digits(1)), BatchSize: 1}, `two layers named "input_layer"`)
}

// Many cells at once: one model trains, others train and predict beside it.
func TestManyCells(t *testing.T) {
	e := newEngine(t, filepath.Join(t.TempDir(), "engine"))
	var all sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		all.Go(func() {
			c := newCell(t, e)
			model := network(name, spec.Shape{28, 28}, 8, 10)
			c.ok(wire.Compile{Model: model, Settings: classifier})
			all.Go(func() {
				for range 5 {
					newCell(t, e).ok(wire.Predict{Model: model, Data: spec.ExamplesOf(digits(50)), BatchSize: 32})
					newCell(t, e).ok(wire.GetHistory{Model: model})
					newCell(t, e).ok(wire.GetModels{})
				}
			})
			c.ok(fitOf(model, digits(500), 3))
		})
	}
	all.Wait()
	if models := newCell(t, e).ok(wire.GetModels{}).result.(wire.Models); len(models.List) != 3 || models.List[2].Epochs != 3 {
		t.Errorf("models %+v", models)
	}
}

// Calls leave no goroutines behind.
func TestNothingLeaks(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := trainable(c)
	before := runtime.NumGoroutine()
	for range 20 {
		c.ok(wire.GetHistory{Model: model})
		c.ok(fitOf(model, digits(32), 1))
	}
	waitFor(t, func() bool { return runtime.NumGoroutine() <= before+2 })
}

func TestInProcess(t *testing.T) {
	t.Setenv(socket.RunFolder, "")
	conn, err := wire.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.Send(wire.GetModels{}); err != nil {
		t.Fatal(err)
	}
	if message, err := conn.Receive(); err != nil || reflect.TypeOf(message) != reflect.TypeFor[wire.Done]() {
		t.Errorf("got %v, %v", message, err)
	}
}

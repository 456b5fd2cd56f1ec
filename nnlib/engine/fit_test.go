package engine

import (
	"slices"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// With steps to an epoch, epochs share a pass over the rows, each row once, and the
// next pass takes them in another order.
func TestStepsPerEpochShareAPass(t *testing.T) {
	model := network("steps", spec.Shape{4}, 3)
	all := []int32{0, 1, 2, 3, 4, 5, 6, 7, 8}
	for _, c := range []struct {
		steps   int
		shuffle bool
		sizes   []int
	}{
		{2, true, []int{4, 4, 1, 4, 4, 1}},
		{2, false, []int{4, 4, 1, 4, 4, 1}},
		{0, true, []int{9, 9}},
		{100, true, []int{9, 9}},
	} {
		f := &fit{
			request: wire.Fit{Model: model, BatchSize: 2, StepsPerEpoch: c.steps, Shuffle: c.shuffle},
			train:   examples{inputs: []rows{{source: &source{}, list: all}}},
		}
		var passes [][]int32
		var pass []int32
		for epoch, size := range c.sizes {
			rows := f.nextData(epoch).X[0].Rows
			if len(rows) != size {
				t.Errorf("%+v: epoch %d has %d rows", c, epoch, len(rows))
			}
			if pass = append(pass, rows...); len(pass) == len(all) {
				passes, pass = append(passes, pass), nil
			}
		}
		if len(passes) != 2 || slices.Equal(passes[0], passes[1]) == c.shuffle {
			t.Errorf("%+v: passes %v", c, passes)
		}
		for _, pass := range passes {
			if sorted := slices.Sorted(slices.Values(pass)); !slices.Equal(sorted, all) {
				t.Errorf("%+v: a pass has the rows %v", c, sorted)
			}
		}
	}
}

// Stop ends the epoch at hand as if it ended there, with its validation.
func TestStopEndsTheEpoch(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	model := network("stopped", spec.Shape{28, 28}, 32, 10)
	c.ok(wire.Compile{Model: model, Settings: classifier})
	c.on = func(event any, conn *wire.Conn) {
		if _, ok := event.(wire.BatchEnd); ok {
			_ = conn.Send(wire.Stop{})
		}
	}
	request := fitOf(model, digits(60_000), 5)
	valid := spec.ExamplesOf(digits(100))
	request.Validation, request.LearningRate = &valid, true
	h := c.ok(request)
	trained := h.result.(wire.Trained)
	if trained.Interrupted || len(h.epochs) != 1 || len(h.batches) == 0 {
		t.Fatalf("interrupted %v after %d epochs, %d batches told", trained.Interrupted, len(h.epochs), len(h.batches))
	}
	if last := h.batches[len(h.batches)-1]; last.Batch == last.Steps {
		t.Errorf("it trained all %d batches", last.Steps)
	}
	for _, name := range []string{"loss", "accuracy", "val_loss", "val_accuracy", "learning_rate"} {
		if got := curve(t, h, name); len(got.Values) != 1 {
			t.Errorf("%s: %+v", name, got)
		}
		if !slices.Contains(h.begin.Names, name) {
			t.Errorf("it did not announce %s: %q", name, h.begin.Names)
		}
	}
}

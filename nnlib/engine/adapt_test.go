package engine

import (
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// adapting is a classifier of rows of 4, which it normalizes as it finds them in data.
func adapting(data spec.Dataset) *spec.Model {
	m := network("adapting", spec.Shape{4}, 4, 3)
	described := func() spec.Dataset { return data }
	m.Layers[1] = spec.Layer{Name: "n", Config: &spec.Normalization{Axis: []int{-1}, From: &spec.Deferred{Data: described, Complete: described}}}
	return m
}

// What a layer learned of data is a weight as others: training leaves it alone, a
// snapshot keeps it without the data, and a reset learns it again.
func TestAdapt(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "engine")
	c := newCell(t, newEngine(t, folder))
	rows := c.upload(rowsOf(5), labels(0, 1, 2, 0, 1))
	model := adapting(rows)
	weights := func(c *cell) []wire.Array { return c.ok(wire.GetWeights{Model: model}).result.(wire.Variables).Arrays }
	first := weights(c)
	x := rowsOf(5).Float32s()
	for j, got := range first[0].Float32s() {
		mean := (x[j] + x[4+j] + x[8+j] + x[12+j] + x[16+j]) / 5
		if diff := got - mean; diff > 1e-6 || diff < -1e-6 {
			t.Errorf("mean %d is %v, want %v", j, got, mean)
		}
	}
	c.ok(wire.Compile{Model: model, Settings: classifier})
	c.ok(fitOf(model, rows, 2))
	trained := weights(c)
	if !reflect.DeepEqual(trained[:3], first[:3]) || reflect.DeepEqual(trained[3:], first[3:]) {
		t.Errorf("training made %v of %v", trained, first)
	}

	later := newCell(t, newEngine(t, folder)) // which has no data to send
	if got := weights(later); !reflect.DeepEqual(got, trained) {
		t.Errorf("restored %v, want %v", got, trained)
	}
	c.ok(wire.Reset{Model: model})
	if got := weights(c); !reflect.DeepEqual(got, first) {
		t.Errorf("after a reset %v, want %v", got, first)
	}
}

func TestAdaptMistakes(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	rows := c.upload(rowsOf(5), labels(0, 1, 2, 0, 1))
	unknown := rows
	unknown.Source = "arrays/0"
	c.refused(wire.GetWeights{Model: adapting(unknown)}, "the data that the data set was made from")
	c.refused(wire.GetWeights{Model: adapting(slice(rows, 0, 0))}, "nnlib.Adapt", "an empty data set")
	if got := c.ok(wire.GetWeights{Model: adapting(rows)}).result.(wire.Variables).Names; !slices.Contains(got, "n/variance") {
		t.Errorf("after the mistakes it has %v", got)
	}
}

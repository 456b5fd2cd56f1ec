package engine

import (
	"slices"
	"testing"

	"nnbook/nnlib/internal/datasets"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

func standardize(d, on spec.Dataset) spec.Dataset {
	return d.With(spec.Op{Kind: "standardize", On: &on})
}

// However many parts share a scaler, the engine computes and keeps one source.
func TestStandardizedOnce(t *testing.T) {
	e := New("")
	c := newCell(t, e)
	data := c.upload(wire.Float32s([]float32{1, 3, 100}, 3, 1), wire.Array{})
	train := slice(data, 0, 2)
	fetch := func(d spec.Dataset, want ...float32) {
		t.Helper()
		got := c.ok(wire.Fetch{Data: standardize(d, train)}).result.(wire.Rows).X.Float32s()
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	for range 2 {
		fetch(train, -1, 1)
		fetch(slice(data, 2, 3), 98)
		fetch(data.With(spec.Op{Kind: "permute", Seed: 1}), -1, 98, 1)
	}
	if n := len(e.sources.kept); n != 2 {
		t.Errorf("%d sources are kept, want the data and the data standardised", n)
	}
	fetch(scale(data, 3), 1, 7, 298) // by the same means, which are not three times as large
	if n := len(e.sources.kept); n != 3 {
		t.Errorf("%d sources are kept, want one more", n)
	}
}

func TestStandardizedByOthers(t *testing.T) {
	c := newCell(t, New(""))
	two, three := rowsOf(4), wire.Float32s(make([]float32, 3), 1, 3)
	data, other := c.upload(two, wire.Array{}), c.upload(three, wire.Array{})
	c.refused(wire.Fetch{Data: standardize(data, other)}, "can't be standardised")
	c.refused(wire.Fetch{Data: standardize(data, slice(data, 1, 1))}, "an empty data set", "nnlib.Standardize(train)")
}

func TestMissingCalifornia(t *testing.T) {
	e := New("")
	e.sources.library = &datasets.Library{Cache: t.TempDir()}
	c := newCell(t, e)
	table := spec.Dataset{Source: "california/sklearn", Length: 20_640, X: spec.Column{DType: "float32", Shape: spec.Shape{8}}}
	c.refused(wire.Fetch{Data: table}, "California housing", "$NNBOOK_DATA", e.sources.library.Cache)
	table.Source = "california/rooms"
	c.refused(wire.Fetch{Data: table}, `view "rooms"`)
}

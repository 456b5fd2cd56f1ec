package engine

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nnbook/nnlib/internal/datasets"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// uploads counts how often the engine asked for data.
func uploads(c *cell) *int {
	n := new(int)
	c.on = func(event any, _ *wire.Conn) {
		if _, ok := event.(wire.NeedArrays); ok {
			*n++
		}
	}
	return n
}

func TestUploadedOnce(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	n := uploads(c)
	data := c.upload(rowsOf(4), labels(0, 1, 2, 0))
	for range 3 {
		c.ok(wire.Fetch{Data: slice(data, 0, 2)})
	}
	if *n != 1 {
		t.Errorf("asked %d times", *n)
	}
}

// Above the bound, what was used longest ago goes, and comes again when needed.
func TestMemoryBound(t *testing.T) {
	e := New("")
	e.sources.limit = 200
	c := newCell(t, e)
	n := uploads(c)
	data := func(size int) spec.Dataset { return c.upload(wire.Bytes(make([]byte, size), size), wire.Array{}) }
	ask := func(size, want int) {
		t.Helper()
		c.ok(wire.Fetch{Data: data(size)})
		if *n != want {
			t.Errorf("after %d bytes: asked %d times, want %d", size, *n, want)
		}
	}
	ask(90, 1)
	ask(91, 2)
	ask(90, 2) // used later than 91 now
	ask(92, 3) // drops 91
	ask(90, 3)
	ask(91, 4) // drops 92
	ask(92, 5)
	ask(1000, 6) // alone above the bound, and still used
	ask(1000, 6)
	ask(90, 7)
	if total := len(e.sources.kept); total != 1 {
		t.Errorf("%d sources are kept, want the last", total)
	}
}

func TestBadUploads(t *testing.T) {
	x, y := rowsOf(4), labels(0, 1, 2, 0)
	cases := []struct {
		name string
		sent wire.Arrays
		want string
	}{
		{"other values", wire.Arrays{X: rowsOf(4), Y: labels(0, 1, 2, 1)}, "other data than"},
		{"nothing", wire.Arrays{}, "without rows"},
		{"a number", wire.Arrays{X: wire.Float32s([]float32{1})}, "without rows"},
		{"too few targets", wire.Arrays{X: x, Y: labels(0, 1)}, "targets of shape [2]"},
		{"too few bytes", wire.Arrays{X: wire.Array{DType: "float32", Shape: []int{4, 4}}, Y: y}, "0 bytes"},
		{"unknown type", wire.Arrays{X: wire.Array{DType: "complex", Shape: []int{4}}, Y: y}, "unknown type"},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			c := newCell(t, newEngine(t, ""))
			data := c.upload(x, y)
			c.data[wire.ID(x, y)] = test.sent
			c.refused(wire.Fetch{Data: data}, test.want, "make the data set again")
		})
	}
}

func TestInterruptedUpload(t *testing.T) {
	c := newCell(t, newEngine(t, ""))
	c.on = func(event any, conn *wire.Conn) {
		if _, ok := event.(wire.NeedArrays); ok {
			_ = conn.Send(wire.Interrupt{})
			clear(c.data)
		}
	}
	model := network("small", spec.Shape{4}, 3)
	data := c.upload(rowsOf(4), labels(0, 1, 2, 0))
	c.ok(wire.Compile{Model: model, Settings: classifier})
	if h := c.ok(fitOf(model, data, 1)); !h.result.(wire.Trained).Interrupted {
		t.Errorf("got %+v", h.result)
	}
}

func TestLargeFetch(t *testing.T) {
	s := &source{x: wire.Bytes(make([]byte, 2), 2, 1)}
	r := rows{source: s, factor: 1, list: make([]int32, maxFetch/4+1)}
	if _, err := r.fetch("Fetch"); err == nil || !strings.Contains(err.Error(), "Take(268435456)") {
		t.Errorf("got %v", err)
	}
}

// Without MNIST anywhere, the error lists the places; a damaged file is named.
func TestMissingMNIST(t *testing.T) {
	e := New("")
	e.sources.library = &datasets.Library{Cache: t.TempDir(), Module: t.TempDir()}
	c := newCell(t, e)
	c.refused(wire.Fetch{Data: digits(1)}, "MNIST", e.sources.library.Cache, e.sources.library.Module, "fix: connect to the network")

	damaged := filepath.Join(e.sources.library.Module, "train-images-idx3-ubyte.gz")
	if err := os.WriteFile(damaged, []byte("cut"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := c.refused(wire.Fetch{Data: digits(1)}, "cut short: 3 of 9912422 bytes")
	if said := strings.Join(h.notices, "\n"); !strings.Contains(said, damaged) {
		t.Errorf("said %q", said)
	}
	good, err := module()
	if err != nil {
		t.Fatal(err)
	}
	e.sources.library.Module = good
	c.ok(wire.Fetch{Data: digits(1)})
}

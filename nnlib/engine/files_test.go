package engine

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib/internal/datasets"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// described declares a table of one's own.
func (c *cell) described(path string) spec.Dataset {
	c.t.Helper()
	answer := c.ok(wire.Describe{File: spec.File{Format: "csv", Path: path, Table: spec.Table{Targets: []string{"b"}}}})
	return answer.result.(wire.Description).Data
}

func TestFileIsReadAgainWhenItWasDropped(t *testing.T) {
	e := New("")
	e.sources.limit = 1
	c := newCell(t, e)
	path := filepath.Join(t.TempDir(), "a.csv")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a,b\n1,2\n3,4\n")
	data := c.described(path)
	other := c.upload(rowsOf(3), labels(0, 1, 2))
	fetch := func() []float32 { return c.ok(wire.Fetch{Data: data}).result.(wire.Rows).X.Float32s() }
	c.ok(wire.Fetch{Data: other}) // drops the file
	if got := fetch(); !slices.Equal(got, []float32{1, 3}) {
		t.Errorf("features %v", got)
	}
	c.ok(wire.Fetch{Data: other})
	write("a,b\n5,6\n")
	c.refused(wire.Fetch{Data: data}, "a.csv", "as it was when the data set was declared", "run the cell again")
	data = c.described(path)
	if got := fetch(); !slices.Equal(got, []float32{5}) {
		t.Errorf("declared again, features %v", got)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	c.ok(wire.Fetch{Data: other})
	c.refused(wire.Fetch{Data: data}, "a.csv", "no such file")
}

// What lies in a file takes no memory, nor is it dropped.
func TestLargeFileIsMapped(t *testing.T) {
	e := New("")
	e.sources.limit, e.sources.inMemory = 200, 100
	e.sources.library = &datasets.Library{Cache: t.TempDir()}
	c := newCell(t, e)
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("a,b\n"+strings.Repeat("1,2\n", 40)), 0o600); err != nil {
		t.Fatal(err)
	}
	data := c.described(path)
	c.ok(wire.Fetch{Data: c.upload(wire.Bytes(make([]byte, 200), 200), wire.Array{})})
	kept := e.sources.kept
	if len(kept) != 2 || !kept[0].mapped || kept[0].bytes() != 160 {
		t.Fatalf("%d sources are kept, the first mapped: %v", len(kept), kept[0].mapped)
	}
	rows := c.ok(wire.Fetch{Data: slice(data, 38, 40)}).result.(wire.Rows)
	if !slices.Equal(rows.X.Float32s(), []float32{1, 1}) || !slices.Equal(rows.Y.Float32s(), []float32{2, 2}) {
		t.Errorf("got %v, %v", rows.X.Float32s(), rows.Y.Float32s())
	}
}

// What is derived from it, or put together, is as large and lies in a file too.
func TestLargeDerivedIsMapped(t *testing.T) {
	e := New("")
	e.sources.inMemory = 100
	e.sources.library = &datasets.Library{Cache: t.TempDir()}
	c := newCell(t, e)
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("a,b\n"+strings.Repeat("1,2\n3,4\n", 1500)), 0o600); err != nil {
		t.Fatal(err)
	}
	data := c.described(path)
	turned := slice(data, 1, 3000)
	both := spec.Dataset{Source: "concat", Length: 5999, Parts: []spec.Dataset{data, turned}}
	for name, test := range map[string]struct {
		data spec.Dataset
		want []float32
	}{
		"standardised": {standardize(data, data), []float32{-1, 1, -1, 1}},
		"laid out":     {step(data, spec.Op{Kind: "reshape", Shape: spec.Shape{1, 1}}), []float32{1, 3, 1, 3}},
		"picked":       {step(data, spec.Op{Kind: "select", Columns: []int{0}}), []float32{1, 3, 1, 3}},
		"two":          {slice(both, 2998, 3002), []float32{1, 3, 3, 1}},
	} {
		got := c.ok(wire.Fetch{Data: slice(test.data, 0, 4)}).result.(wire.Rows).X.Float32s()
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
	for _, kept := range e.sources.kept {
		if !kept.mapped {
			t.Errorf("%.40s is in memory", kept.id)
		}
	}
	if n := len(e.sources.kept); n != 5 {
		t.Errorf("%d sources are kept, want 5", n)
	}
}

func TestBadFile(t *testing.T) {
	c := newCell(t, New(""))
	c.refused(wire.Describe{File: spec.File{Format: "csv", Path: "/nonexistent/a.csv"}}, "a.csv", "no such file")
	c.refused(wire.Describe{File: spec.File{Format: "xls", Path: "/dev/null"}}, `"xls"`)
}

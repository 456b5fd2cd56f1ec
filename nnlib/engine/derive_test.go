package engine

import (
	"slices"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

func step(d spec.Dataset, op spec.Op) spec.Dataset { return d.With(op) }

// Parts of a data set share what is derived, bytes stay bytes, and another layout
// costs no copy.
func TestDerivedOnce(t *testing.T) {
	e := New("")
	c := newCell(t, e)
	data := c.upload(wire.Bytes([]byte{1, 2, 3, 4, 5, 6}, 3, 2), labels(0, 1, 0))
	column := step(scale(data, 2), spec.Op{Kind: "select", Columns: []int{1}})
	for _, d := range []spec.Dataset{slice(column, 0, 2), scale(column, 3), step(column, spec.Op{Kind: "shuffle"})} {
		c.ok(wire.Fetch{Data: d})
	}
	if n := len(e.sources.kept); n != 2 {
		t.Errorf("%d sources are kept, want the data and its column", n)
	}
	if made := e.sources.kept[1]; made.x.DType != "uint8" || !slices.Equal(made.x.Data, []byte{2, 4, 6}) {
		t.Errorf("the column is %v", made.x)
	}
	c.ok(wire.Fetch{Data: step(data, spec.Op{Kind: "reshape", Shape: spec.Shape{2, 1}})})
	from, made := e.sources.find(data.Source), e.sources.kept[len(e.sources.kept)-2]
	if &from.x.Data[0] != &made.x.Data[0] {
		t.Errorf("another layout was copied: %v", made.x)
	}
}

// What a cell can't declare is refused all the same.
func TestBadSteps(t *testing.T) {
	c := newCell(t, New(""))
	data := c.upload(rowsOf(3), labels(0, 1, 2))
	quantities := c.upload(rowsOf(3), wire.Float32s([]float32{0, 1, 2}, 3))
	images := c.upload(wire.Bytes(make([]byte, 4), 1, 2, 2), labels(0))
	cases := []struct {
		name string
		data spec.Dataset
		op   spec.Op
		want string
	}{
		{"column beyond", data, spec.Op{Kind: "select", Columns: []int{4}}, "column 4 of 4"},
		{"columns of images", images, spec.Op{Kind: "select", Columns: []int{0}}, "no columns"},
		{"another size", data, spec.Op{Kind: "reshape", Shape: spec.Shape{5}}, "can't be laid out"},
		{"one-hot of quantities", quantities, spec.Op{Kind: "one-hot", Classes: 3}, "one label a row"},
		{"too few classes", data, spec.Op{Kind: "one-hot", Classes: 2}, "2 in row 2"},
		{"another number by label", data, spec.Op{Kind: "where", Labels: []int32{1}, To: 2}, "1 rows with the labels [1], declared as 2"},
		{"by label of quantities", quantities, spec.Op{Kind: "where", Labels: []int32{1}}, "it has no labels"},
		{"unknown", data, spec.Op{Kind: "melt"}, `unknown step "melt"`},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			c.t = t
			c.refused(wire.Fetch{Data: step(test.data, test.op)}, test.want)
		})
	}
	c.t = t
	c.refused(wire.Count{Data: quantities, Labels: []int32{1}}, "Where[1]", "labels as targets")
	c.refused(wire.Fetch{Data: spec.Dataset{Source: "concat", Length: 4, Parts: []spec.Dataset{data, images}}}, "can't be put after")
	c.refused(wire.Fetch{Data: spec.Dataset{Source: "concat", Length: 7, Parts: []spec.Dataset{data, data}}}, "has 6 rows, declared as 7")
}

func TestConcatenatedOnce(t *testing.T) {
	e := New("")
	c := newCell(t, e)
	data := c.upload(rowsOf(3), labels(0, 1, 2))
	both := spec.Dataset{Source: "concat", Length: 3, Parts: []spec.Dataset{slice(data, 2, 3), slice(data, 0, 2)}}
	for range 2 {
		got := c.ok(wire.Fetch{Data: both}).result.(wire.Rows).Y.Int32s()
		if !slices.Equal(got, []int32{2, 0, 1}) {
			t.Errorf("targets %v", got)
		}
	}
	if n := len(e.sources.kept); n != 2 {
		t.Errorf("%d sources are kept, want the data and the two parts together", n)
	}
}

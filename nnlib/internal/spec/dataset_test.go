package spec

import (
	"slices"
	"testing"
)

func rowsOf(t *testing.T, data Dataset, label func(row int32) int32) []int32 {
	t.Helper()
	rows, err := data.Rows(label)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestRows(t *testing.T) {
	data := Dataset{Length: 10}.
		With(Op{Kind: "slice", From: 2, To: 9}).
		With(Op{Kind: "scale", Factor: 0.5}).
		With(Op{Kind: "slice", From: 1, To: 4}).
		With(Op{Kind: "scale", Factor: 0.5})
	if got, want := rowsOf(t, data, nil), []int32{3, 4, 5}; !slices.Equal(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
	if data.Len() != 3 || data.Factor() != 0.25 {
		t.Errorf("length %d, factor %v; want 3, 0.25", data.Len(), data.Factor())
	}
}

// Rows are picked by their label wherever they stand by then.
func TestWhere(t *testing.T) {
	third := func(row int32) int32 { return row % 3 }
	data := Dataset{Length: 9}.With(Op{Kind: "slice", From: 1, To: 8}).With(Op{Kind: "where", Labels: []int32{0, 1}, To: 5})
	if got, want := rowsOf(t, data, third), []int32{1, 3, 4, 6, 7}; !slices.Equal(got, want) || data.Len() != 5 {
		t.Errorf("rows %v, length %d; want %v", got, data.Len(), want)
	}
	if got, want := rowsOf(t, data.With(Op{Kind: "slice", From: 1, To: 3}), third), []int32{3, 4}; !slices.Equal(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
	if _, err := data.Rows(func(int32) int32 { return 2 }); err == nil {
		t.Error("rows that are not there")
	}
	if _, err := data.Rows(nil); err == nil {
		t.Error("labels that are not there")
	}
}

// Steps come in order: the first rows of a shuffled set are not a shuffle of the
// first rows.
func TestShuffleThenSlice(t *testing.T) {
	shuffled := Dataset{Length: 1000}.With(Op{Kind: "shuffle", Seed: 7})
	all, some := rowsOf(t, shuffled, nil), rowsOf(t, shuffled.With(Op{Kind: "slice", From: 0, To: 100}), nil)
	if !slices.Equal(all[:100], some) {
		t.Error("a slice of a shuffled set is not a slice of its rows")
	}
	if slices.Max(some) < 500 {
		t.Error("the slice was taken before the shuffle")
	}
	slices.Sort(all)
	for i, row := range all {
		if int(row) != i {
			t.Fatalf("row %d is missing after the shuffle", i)
		}
	}
}

// With must not let two data sets share what comes after their parent.
func TestWithIsIndependent(t *testing.T) {
	parent := Dataset{Length: 10}.With(Op{Kind: "scale", Factor: 2}).With(Op{Kind: "scale", Factor: 3})
	a := parent.With(Op{Kind: "slice", From: 0, To: 4})
	b := parent.With(Op{Kind: "slice", From: 4, To: 10})
	if a.Len() != 4 || b.Len() != 6 || parent.Len() != 10 {
		t.Errorf("lengths %d, %d, %d; want 4, 6, 10", a.Len(), b.Len(), parent.Len())
	}
}

package spec

import (
	"slices"
	"testing"
)

func TestRows(t *testing.T) {
	data := Dataset{Length: 10}.
		With(Op{Kind: "slice", From: 2, To: 9}).
		With(Op{Kind: "scale", Factor: 0.5}).
		With(Op{Kind: "slice", From: 1, To: 4}).
		With(Op{Kind: "scale", Factor: 0.5})
	if got, want := data.Rows(), []int32{3, 4, 5}; !slices.Equal(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
	if data.Len() != 3 || data.Factor() != 0.25 {
		t.Errorf("length %d, factor %v; want 3, 0.25", data.Len(), data.Factor())
	}
}

// Steps come in order: the first rows of a shuffled set are not a shuffle of the
// first rows.
func TestShuffleThenSlice(t *testing.T) {
	shuffled := Dataset{Length: 1000}.With(Op{Kind: "shuffle", Seed: 7})
	all, some := shuffled.Rows(), shuffled.With(Op{Kind: "slice", From: 0, To: 100}).Rows()
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

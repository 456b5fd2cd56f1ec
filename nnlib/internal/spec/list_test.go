package spec

import (
	"slices"
	"testing"
)

func TestList(t *testing.T) {
	n := Numbers{"alpha": 9}
	if got := n.List("alpha"); got != nil {
		t.Errorf("a list that is not there is %v", got)
	}
	want := []float64{3, 1, 2, 0, 0, 0, 0, 0, 0, 0, 5}
	n.SetList("alpha", want...)
	if got := n.List("alpha"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

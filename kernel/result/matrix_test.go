package result

import (
	"math"
	"testing"
)

// table is a matrix whose numbers are f(i, j).
type table struct {
	rows, columns int
	f             func(i, j int) float64
}

func (t table) Dims() (rows, columns int) { return t.rows, t.columns }
func (t table) At(i, j int) float64       { return t.f(i, j) }

func TestMatrices(t *testing.T) {
	count := func(i, j int) float64 { return float64(100*i + j) }
	for _, c := range []struct {
		matrix table
		want   string
	}{
		{table{0, 3, nil}, "a matrix [0 × 3]"},
		{table{1, 2, count}, "[0  1]"},
		{table{2, 2, func(i, j int) float64 { return float64(i) - 10.5*float64(j) }}, "⎡0  -10.5⎤\n⎣1   -9.5⎦"},
		{table{3, 1, func(i, _ int) float64 { return math.Pow(1e-4, float64(i)) / 3 }}, "⎡   0.3333⎤\n│3.333e-05│\n⎣3.333e-09⎦"},
		{table{2, 100, count}, "⎡  0    1    2    3  …   96   97   98   99⎤\n⎣100  101  102  103  …  196  197  198  199⎦\n[2 × 100]"},
		{table{30, 1, count}, "⎡   0⎤\n│ 100│\n│ 200│\n│ 300│\n│   …│\n│2600│\n│2700│\n│2800│\n⎣2900⎦\n[30 × 1]"},
	} {
		if got := Text(c.matrix); got != c.want {
			t.Errorf("%d × %d:\n%s\nwant\n%s", c.matrix.rows, c.matrix.columns, got, c.want)
		}
	}
}

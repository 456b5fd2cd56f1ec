package charts

import (
	"fmt"
	"image"
	"math"
	"strings"
	"testing"
)

// outputs are predictions, a row each.
type outputs [][]float64

func (o outputs) Dims() (rows, columns int)  { return len(o), len(o[0]) }
func (o outputs) At(row, column int) float64 { return o[row][column] }

func TestProbable(t *testing.T) {
	for _, c := range []struct {
		name string
		row  []float64
		want string
	}{
		{"few classes", []float64{0.2, 0.7, 0.1}, "[[1 0.7] [0 0.2] [2 0.1]]"},
		{"the first five", []float64{0.01, 0.02, 0.03, 0.04, 0.05, 0.85}, "[[5 0.85] [4 0.05] [3 0.04] [2 0.03] [1 0.02]]"},
		{"equal ones in their order", []float64{0.5, 0.5}, "[[0 0.5] [1 0.5]]"},
		{"one output", []float64{0.25}, "[[1 0.25] [0 0.75]]"},
		{"no numbers", []float64{0.5, math.NaN()}, "[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := fmt.Sprint(probable(outputs{c.row}, 0, nil)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestListed(t *testing.T) {
	for _, c := range []struct {
		rows []int
		want string
	}{
		{[]int{7}, "row 7"},
		{[]int{7, 9}, "rows 7, 9"},
		{make([]int, 14), "rows 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 and 2 more"},
	} {
		if got := listed(c.rows); got != c.want {
			t.Errorf("listed(%v) = %q, want %q", c.rows, got, c.want)
		}
	}
}

// ones are rows of class 0, of which every second is taken for 1.
type ones int

func (o ones) Len() int                { return int(o) }
func (o ones) Label(int) (int, bool)   { return 0, true }
func (o ones) Dims() (rows, cols int)  { return int(o), 2 }
func (o ones) At(row, col int) float64 { return float64((row + col + 1) % 2) }
func (o ones) Image(int) image.Image   { return image.NewGray(image.Rect(0, 0, 28, 28)) }

func TestConfusionMatrixListsRowsAndShowsMistakes(t *testing.T) {
	c := &confusion{classified: classify("ConfusionMatrix", ones(40), ones(40), nil), images: ones(40)}
	c.table = c.counts()
	right, wrong := c.fields()
	if got := right[0].Detail; !strings.HasPrefix(got.Text, "rows 0, 2, 4,") || got.Pictures != nil {
		t.Errorf("what is right shows %+v", got)
	}
	got := wrong[0].Detail
	if got.Text != "rows 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 8 more" || len(got.Pictures) != picturesPerField {
		t.Errorf("the mistakes show %q and %d pictures", got.Text, len(got.Pictures))
	}
	if p := got.Pictures[1]; p.Name != "row 3" || !strings.HasPrefix(p.Image, "data:image/png;base64,") {
		t.Errorf("a mistake is shown as %+v", p)
	}
}

package nnlib_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib"
)

// content writes a data set's rows as "x:y" and its shape first.
func content(d *nnlib.Dataset) string {
	text := fmt.Sprint(d.Shape())
	for i := range d.Len() {
		x, y := d.Row(i)
		text += fmt.Sprint(" ", x, ":", y)
	}
	return text
}

// Every step with every other: what is picked, laid out and learned from keeps its
// order.
func TestSteps(t *testing.T) {
	rows := nnlib.FromSlices([][]float64{{1, 10, 100}, {2, 20, 200}, {3, 30, 300}}, []int{1, 0, 2})
	bytes := nnlib.FromSlices([][]byte{{1, 2}, {3, 4}}, []int{1, 0})
	half := nnlib.Unlabeled([][]float64{{1, 1}, {3, 5}})
	for _, c := range []struct {
		name string
		data *nnlib.Dataset
		want string
	}{
		{"range", rows.SelectRange(1, 3), "[2] [10 100]:[1] [20 200]:[0] [30 300]:[2]"},
		{"range of range", rows.SelectRange(1, 3).SelectRange(1, 2), "[1] [100]:[1] [200]:[0] [300]:[2]"},
		{"range, rows, scale", rows.SelectRange(0, 2).Skip(2).Scale(10), "[2] [30 300]:[2]"},
		{"bytes", bytes.SelectRange(1, 2).Scale(0.5), "[1] [1]:[1] [2]:[0]"},
		{"reshape", bytes.Reshape(2, 1), "[2 1] [1 2]:[1] [3 4]:[0]"},
		{"there and back", rows.Reshape(1, 3).Reshape(3).SelectRange(0, 1).Take(1), "[1] [1]:[1]"},
		{"one-hot", rows.ToCategorical().Take(2), "[3] [1 10 100]:[0 1 0] [2 20 200]:[1 0 0]"},
		{"one-hot of more", bytes.ToCategorical(3), "[2] [1 2]:[0 1 0] [3 4]:[1 0 0]"},
		{"where", rows.Where(2, 1, 1), "[3] [1 10 100]:[1] [3 30 300]:[2]"},
		{"where, then rows", rows.Where(2, 1).Skip(1), "[3] [3 30 300]:[2]"},
		{"where none", rows.Where(7), "[3]"},
		{"where of one-hot", rows.ToCategorical().Where(2), "[3] [3 30 300]:[0 0 1]"},
		{"select, then standardize", standardized(half.SelectRange(1, 2)), "[1] [-1]:[] [1]:[]"},
		{"standardize, then select", standardized(half).SelectRange(1, 2).Scale(2), "[1] [-2]:[] [2]:[]"},
		{"standardize, then reshape", standardized(half).Reshape(2, 1), "[2 1] [-1 -1]:[] [1 1]:[]"},
		{"concat", nnlib.Concat(rows.Skip(2), rows.Take(1)), "[3] [3 30 300]:[2] [1 10 100]:[1]"},
		{"concat of bytes and more", nnlib.Concat(bytes.Take(1), bytes.Scale(2).Take(1)), "[2] [1 2]:[1] [2 4]:[1]"},
		{"concat of bytes", nnlib.Concat(bytes.Skip(1), bytes).Scale(2).Take(2), "[2] [6 8]:[0] [2 4]:[1]"},
		{"concat of concats", nnlib.Concat(nnlib.Concat(bytes, bytes).Take(1), bytes.Skip(1)), "[2] [1 2]:[1] [3 4]:[0]"},
		{"concat of standardised", nnlib.Concat(standardized(half), half.Take(1)), "[2] [-1 -1]:[] [1 1]:[] [1 1]:[]"},
		{"standardised by a concat", nnlib.Standardize(nnlib.Concat(half, half)).Apply(half.Skip(1)), "[2] [1 1]:[]"},
		{"concat one-hot", nnlib.Concat(rows.Take(1), rows.Skip(2)).ToCategorical(), "[3] [1 10 100]:[0 1 0] [3 30 300]:[0 0 1]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := content(c.data); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	if got := content(rows); got != "[3] [1 10 100]:[1] [2 20 200]:[0] [3 30 300]:[2]" {
		t.Errorf("the data set that steps were made of is %s", got)
	}
}

func standardized(d *nnlib.Dataset) *nnlib.Dataset { return nnlib.Standardize(d).Apply(d) }

func TestSelectByName(t *testing.T) {
	place := houses(t).Select("Longitude", "MedInc")
	if x, _ := place.Row(0); !slices.Equal(x, []float32{-122.23, 8.3252}) || !slices.Equal(place.Columns(), []string{"Longitude", "MedInc"}) {
		t.Errorf("%v are %v", place.Columns(), x)
	}
	if got := place.SelectRange(1, 2).Columns(); !slices.Equal(got, []string{"MedInc"}) {
		t.Errorf("of these the second is %v", got)
	}
	problem := mistake(t, func() { place.Select("MedInk") })
	if problem == nil || problem.Fix != `Select("MedInc")` {
		t.Errorf("got %v", problem)
	}
}

// Labels are known again as rows, and images as bytes in another layout.
func TestOneHotDigits(t *testing.T) {
	digits := nnlib.Must(nnlib.MNIST()).Test.Take(20)
	other := digits.Scale(1.0/255).Reshape(28, 28, 1).ToCategorical()
	for i := range digits.Len() {
		want, _ := digits.Label(i)
		if got, ok := other.Label(i); got != want || !ok {
			t.Errorf("row %d: label %d, %v; want %d", i, got, ok, want)
		}
	}
	at := func(d *nnlib.Dataset) any { return d.Image(3).At(14, 14) }
	if at(digits) != at(other) || other.Classes() != 10 || len(other.ClassNames()) != 10 {
		t.Errorf("a pixel is %v, in another layout %v", at(digits), at(other))
	}
}

// One-hot targets with their loss train as labels do with theirs.
func TestOneHotTrainsAsLabels(t *testing.T) {
	digits := nnlib.Must(nnlib.MNIST()).Train.Scale(1.0 / 255).Take(320).Reshape(784)
	loss := func(data *nnlib.Dataset, loss nnlib.Loss) float64 {
		model := nnlib.Sequential("one-hot", nnlib.Input(784), nnlib.Dense(10, nnlib.Softmax))
		defer model.Reset()
		model.Compile(nnlib.SGD(), loss)
		_, losses := model.Fit(data, nnlib.Seed(7), nnlib.Epochs(2), nnlib.Verbose(0)).Curve("loss")
		return losses[1]
	}
	sparse := loss(digits, nnlib.SparseCategoricalCrossentropy())
	hot := loss(digits.ToCategorical(), nnlib.CategoricalCrossentropy())
	if math.Abs(hot/sparse-1) > 1e-5 {
		t.Errorf("losses %v and %v", sparse, hot)
	}
}

func TestBatches(t *testing.T) {
	data := nnlib.FromSlices([][]int{{1, 2}, {3, 4}, {5, 6}}, []int{0, 1, 2})
	var got []string
	for x, y := range data.Scale(2).Batches(2) {
		got = append(got, fmt.Sprint(x, y))
		x[0][0], y[0] = 7, append(y[0], 7) // ours to change
	}
	if want := []string{"[[2 4] [6 8]] [[0] [1]]", "[[10 12]] [[2]]"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for x, y := range nnlib.Unlabeled([][]int{{1}, {2}}).Batches(1) {
		if y != nil || x[0][0] != 1 {
			t.Errorf("got %v, %v", x, y)
		}
		break
	}
	for range data.Take(0).Batches(2) {
		t.Error("a batch of no rows")
	}
}

// Shuffled batches come again with their seed, and are all rows together; more than
// are fetched at once.
func TestShuffledBatches(t *testing.T) {
	digits := nnlib.Must(nnlib.MNIST()).Test.Take(3000)
	read := func(seed uint64) (labels []float32) {
		for x, y := range digits.Shuffle(seed).Batches(7) {
			if len(x) != len(y) || len(x[0]) != 784 {
				t.Fatalf("%d rows, %d targets, %d values", len(x), len(y), len(x[0]))
			}
			for _, label := range y {
				labels = append(labels, label...)
			}
		}
		return labels
	}
	one, again, other := read(1), read(1), read(2)
	if len(one) != 3000 || !slices.Equal(one, again) || slices.Equal(one, other) {
		t.Errorf("%d labels, %v…; again %v…", len(one), one[:9], again[:9])
	}
}

// table is what gonum's matrices look like.
type table [][]float64

func (m table) Dims() (rows, columns int)  { return len(m), len(m[0]) }
func (m table) At(row, column int) float64 { return m[row][column] }

var _ nnlib.Matrix = (*nnlib.Predictions)(nil)

func TestMatrices(t *testing.T) {
	x := table{{1, 2}, {3, 4}}
	for want, data := range map[string]*nnlib.Dataset{
		"[2] [1 2]:[0] [3 4]:[1]":     nnlib.FromMatrix(x, []int{0, 1}),
		"[2] [1 2]:[0.5] [3 4]:[1]":   nnlib.FromMatrix(x, []float64{0.5, 1}),
		"[2] [1 2]:[5 6] [3 4]:[7 8]": nnlib.FromMatrices(x, table{{5, 6}, {7, 8}}),
		"[2] [1 2]:[5] [3 4]:[7]":     nnlib.FromMatrices(x, table{{5}, {7}}),
		"[2] [1 2]:[] [3 4]:[]":       nnlib.FromMatrices(x, nil),
	} {
		if got := content(data); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := nnlib.FromMatrix(x, []int{0, 4}).Classes(); got != 5 {
		t.Errorf("%d classes, want 5", got)
	}
}

func TestStepMistakes(t *testing.T) {
	rows := nnlib.FromSlices([][]float64{{1, 2}, {3, 4}}, []int{0, 1})
	sums := nnlib.FromSlices([][]float64{{1, 2}}, []float64{3})
	for name, c := range map[string]struct {
		f   func()
		fix string
	}{
		"range beyond":         {func() { rows.SelectRange(1, 3) }, "SelectRange(0, 2)"},
		"empty range":          {func() { rows.SelectRange(1, 1) }, "SelectRange(0, 2)"},
		"columns of images":    {func() { rows.Reshape(2, 1).SelectRange(0, 1) }, "Reshape(2) first"},
		"no names":             {func() { rows.Select("a") }, "SelectRange(0, 5) for the first five"},
		"no columns":           {func() { rows.Select() }, "SelectRange(0, 2)"},
		"other size":           {func() { rows.Reshape(3) }, "Reshape(2)"},
		"negative size":        {func() { rows.Reshape(-1, -2) }, "Reshape(2)"},
		"fewer classes":        {func() { rows.ToCategorical(1) }, "ToCategorical(2)"},
		"two numbers":          {func() { rows.ToCategorical(2, 2) }, "ToCategorical(2)"},
		"quantities":           {func() { sums.ToCategorical() }, "leave ToCategorical out"},
		"twice":                {func() { rows.ToCategorical().ToCategorical() }, "leave ToCategorical out"},
		"negative class":       {func() { nnlib.FromSlices([][]int{{1}, {2}}, []int{-1, 1}).ToCategorical().Row(0) }, "or other labels"},
		"where by quantity":    {func() { sums.Where(3) }, "[]int as the targets"},
		"where below 0":        {func() { rows.Where(-1) }, "Where(0, 1)"},
		"batch of 0":           {func() { rows.Batches(0) }, "Batches(32)"},
		"concat of none":       {func() { nnlib.Concat() }, "nnlib.Concat(train, valid)"},
		"concat of nil":        {func() { nnlib.Concat(rows, nil) }, "for all"},
		"concat of two kinds":  {func() { nnlib.Concat(rows, sums) }, "for all"},
		"concat of two shapes": {func() { nnlib.Concat(rows, rows.Reshape(1, 2)) }, "for all"},
		"nil matrix":           {func() { nnlib.FromMatrices(nil, nil) }, "mat.NewDense"},
		"matrix of no columns": {func() { nnlib.FromMatrices(table{{}}, nil) }, "mat.NewDense"},
		"too few targets":      {func() { nnlib.FromMatrix(table{{1}}, []int{}) }, "of the same length"},
		"too few target rows":  {func() { nnlib.FromMatrices(table{{1}, {2}}, table{{1}}) }, "of the same length"},
	} {
		t.Run(name, func(t *testing.T) {
			problem := mistake(t, c.f)
			if problem == nil || !strings.Contains(problem.Fix, c.fix) {
				t.Errorf("got %v, want the fix %q", problem, c.fix)
			}
		})
	}
}

package nnlib_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"nnbook/nnlib"
)

//go:generate python3 testdata/standard.py ../../shared/data/cal_housing.csv.gz

// standard is what scikit-learn made: testdata/standard.py tells how.
type standard struct {
	Small, Scaled [][]float64
	California    map[string]struct {
		Rows int
		X    [][]float64
		Y    []float64
	}
}

func readStandard(t *testing.T) (s standard) {
	t.Helper()
	text, err := os.ReadFile("testdata/standard.json")
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	if err != nil || len(s.Small) == 0 || len(s.California) == 0 {
		t.Fatal("no golden values: ", err)
	}
	return s
}

func checkRow(t *testing.T, who string, got []float32, want []float64) {
	t.Helper()
	for j := range want {
		// Features are float32 before they are scaled: a large mean costs digits.
		if math.Abs(float64(got[j])-want[j]) > 1e-5*max(1, math.Abs(want[j])) {
			t.Errorf("%s, feature %d: %v, scikit-learn has %v", who, j, got[j], want[j])
		}
	}
}

// The third column never changes in the rows to learn from.
func TestStandardize(t *testing.T) {
	golden := readStandard(t)
	all := nnlib.Unlabeled(golden.Small)
	scaler := nnlib.Standardize(all.Take(4))
	scaled, again := scaler.Apply(all), scaler.Apply(nnlib.Unlabeled(golden.Small).Skip(1))
	for i, want := range golden.Scaled {
		x, _ := scaled.Row(i)
		checkRow(t, fmt.Sprint("row ", i), x, want)
		if i > 0 {
			x, _ = again.Row(i - 1)
			checkRow(t, fmt.Sprint("other data, row ", i), x, want)
		}
	}
}

// Steps before and after a standardisation keep their order.
func TestStandardizeAmongOtherSteps(t *testing.T) {
	golden := readStandard(t)
	all := nnlib.Unlabeled(golden.Small).Scale(-2)
	scaled := nnlib.Standardize(all.Take(4)).Apply(all).Scale(3).Skip(1)
	for i, want := range golden.Scaled[1:] {
		x, _ := scaled.Row(i)
		for j := range want {
			want[j] *= -3
		}
		want[2] *= 2 // of a constant column, what -2 did stays: nothing divides by it
		checkRow(t, fmt.Sprint("row ", i), x, want)
	}
	twice := nnlib.Standardize(scaled).Apply(scaled)
	total := 0.0
	for i := range twice.Len() {
		x, _ := twice.Row(i)
		total += float64(x[1])
	}
	if math.Abs(total) > 1e-5 {
		t.Errorf("standardised twice, the mean is %v", total/float64(twice.Len()))
	}
}

// Bytes become numbers: what is fitted and what is shown agree.
func TestStandardizeBytes(t *testing.T) {
	bytes := nnlib.FromSlices([][]byte{{0, 10}, {2, 30}}, []int{0, 1})
	x, y := nnlib.Standardize(bytes).Apply(bytes).Row(1)
	if !slices.Equal(x, []float32{1, 1}) || !slices.Equal(y, []float32{1}) {
		t.Errorf("row %v, target %v", x, y)
	}
}

func TestStandardizeMistakes(t *testing.T) {
	two := nnlib.Unlabeled([][]float64{{1, 2}})
	for name, wrong := range map[string]func(){
		"nothing to learn from": func() { nnlib.Standardize(two.Take(0)) },
		"nil":                   func() { nnlib.Standardize(nil) },
		"other shape":           func() { nnlib.Standardize(two).Apply(nnlib.Unlabeled([][]float64{{1}})) },
		"nil to apply to":       func() { nnlib.Standardize(two).Apply(nil) },
		"NaN": func() {
			nnlib.Standardize(nnlib.Unlabeled([][]float64{{1}, {math.NaN()}})).Apply(nnlib.Unlabeled([][]float64{{1}})).Row(0)
		},
		"all to test":    func() { two.TrainTestSplit(0.5, 1) },
		"negative share": func() { two.TrainTestSplit(-0.5, 1) },
		"NaN share":      func() { two.TrainTestSplit(math.NaN(), 1) },
	} {
		t.Run(name, func(t *testing.T) {
			if problem := mistake(t, wrong); problem == nil || problem.Fix == "" {
				t.Errorf("got %v", problem)
			} else {
				t.Log(problem)
			}
		})
	}
}

// houses is the table, or a word that it can't be had here.
func houses(t *testing.T, options ...nnlib.CaliforniaOption) *nnlib.Dataset {
	t.Helper()
	data := nnlib.Must(nnlib.CaliforniaHousing(options...))
	defer func() {
		if problem := recover(); problem != nil {
			var missing *nnlib.Error
			if err, ok := problem.(error); !ok || !errors.As(err, &missing) || missing.Who != "California housing" {
				panic(problem)
			}
			fmt.Printf("NNBOOK-NOT-RUN: %s: California's table can't be had; $NNBOOK_DATA may name its folder\n", t.Name())
			t.Skip(problem)
		}
	}()
	data.Row(0)
	return data
}

// Split and standardised, the rows are scikit-learn's, in its order.
func TestCaliforniaIsScikitLearns(t *testing.T) {
	golden, data := readStandard(t), houses(t)
	rest, test := data.TrainTestSplit(0.25, 42)
	train, valid := rest.TrainTestSplit(0.25, 42)
	scaler := nnlib.Standardize(train)
	for name, part := range map[string]*nnlib.Dataset{"train": train, "valid": valid, "test": test} {
		want, part := golden.California[name], scaler.Apply(part)
		if part.Len() != want.Rows {
			t.Errorf("%s: %d rows, want %d", name, part.Len(), want.Rows)
		}
		for i := range want.X {
			x, y := part.Row(i)
			checkRow(t, fmt.Sprint(name, " row ", i), x, want.X[i])
			checkRow(t, fmt.Sprint(name, " target ", i), y, want.Y[i:i+1])
		}
	}
}

func TestCaliforniaColumns(t *testing.T) {
	raw := houses(t, nnlib.RawColumns())
	x, y := raw.Row(0)
	want := []float32{-122.23, 37.88, 41, 880, 129, 322, 126, 8.3252}
	if !slices.Equal(x, want) || y[0] != 452_600 || len(raw.Columns()) != len(want) {
		t.Errorf("first row %v, %v, columns %v", x, y, raw.Columns())
	}
	data := houses(t)
	x, y = data.Take(3).Row(0)
	if columns := data.Scale(2).Take(3).Columns(); x[0] != 8.3252 || y[0] != 4.526 || columns[0] != "MedInc" || columns[7] != "Longitude" {
		t.Errorf("first row %v, %v, columns %v", x, y, columns)
	}
}

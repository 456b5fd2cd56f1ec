package nnlib_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"nnbook/nnlib"
)

// StatLib's table as a CSV file of one's own is the table that is known by name.
func TestCaliforniaAsCSV(t *testing.T) {
	raw := houses(t, nnlib.RawColumns())
	path := filepath.Join(os.Getenv("NNBOOK_DATA"), "cal_housing.csv.gz")
	data, err := nnlib.CSV(path, nnlib.Target("median_house_value"))
	if err != nil {
		fmt.Printf("NNBOOK-NOT-RUN: %s: $NNBOOK_DATA does not name a folder with cal_housing.csv.gz\n", t.Name())
		t.Skip(err)
	}
	if data.Len() != raw.Len() || !slices.Equal(data.Columns(), raw.Columns()) {
		t.Fatalf("%v of %q, want %v of %q", data, data.Columns(), raw, raw.Columns())
	}
	for i := range raw.Len() {
		x, y := data.Row(i)
		wantX, wantY := raw.Row(i)
		if !slices.Equal(x, wantX) || !slices.Equal(y, wantY) {
			t.Fatalf("row %d is %v, %v; want %v, %v", i, x, y, wantX, wantY)
		}
	}
}

// Garments look like those of their names: a net that has seen some tells others.
func TestFashionMNISTIsLearned(t *testing.T) {
	fashion := nnlib.Must(nnlib.FashionMNIST())
	defer func() {
		if problem := recover(); problem != nil {
			var missing *nnlib.Error
			if err, ok := problem.(error); !ok || !errors.As(err, &missing) || missing.Who != "Fashion-MNIST" {
				panic(problem)
			}
			fmt.Printf("NNBOOK-NOT-RUN: %s: Fashion-MNIST can't be had; Debian's package dataset-fashion-mnist has it\n", t.Name())
			t.Skip(problem)
		}
	}()
	fashion.Train.Row(0)
	model := nnlib.Sequential("fashion", nnlib.Input(784), nnlib.Dense(64, nnlib.ReLU), nnlib.Dense(10, nnlib.Softmax))
	t.Cleanup(model.Reset)
	model.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())
	part := func(d *nnlib.Dataset, n int) *nnlib.Dataset { return d.Scale(1.0 / 255).Take(n).Reshape(784) }
	model.Fit(part(fashion.Train, 10_000), nnlib.Epochs(3), nnlib.Verbose(0))
	if got := model.Evaluate(part(fashion.Test, 10_000), nnlib.Verbose(0)).Value("accuracy"); got < 0.78 {
		t.Errorf("accuracy %v", got)
	} else {
		t.Logf("accuracy %v", got)
	}
}

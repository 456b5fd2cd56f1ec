package parity

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// Rows are read as they are written, replaced, and sorted; the text around stays.
func TestRows(t *testing.T) {
	rows := []Row{
		{"Dense", "`nnlib.Dense`", 2e-7, 0, 1e-5, ""},
		{"a training", "`nnlib.Model.Fit`", 1e-6, math.NaN(), 1e-4, "an explanation, with `code`"},
	}
	section := "Layers\n\nWhat they are.\n\n" + header + rows[0].String() + rows[1].String() + "\nThe end.\n"
	read := rowsOf(section)
	texts := map[string]string{}
	for _, want := range rows {
		got := read[want.Keras]
		if texts[want.Keras] = got.String(); got.String() != want.String() {
			t.Errorf("read %+v, want %+v", got, want)
		}
	}
	if len(read) != len(rows) {
		t.Errorf("%d rows, want %d", len(read), len(rows))
	}
	changed := strings.Replace(section, "| 2e-07 |", "| 3e-01 |", 1)
	want := "Layers\n\nWhat they are.\n\n" + header + rows[1].String() + rows[0].String() + "\nThe end.\n"
	if got := withRows(changed, texts); got != want {
		t.Errorf("wrote\n%s\nwant\n%s", got, want)
	}
}

// A class counts as measured when it was on both backends, or beside both.
func TestComplete(t *testing.T) {
	onBoth, onOne, beside := Class{"Test", "both"}, Class{"Test", "one"}, Class{"Test", "beside"}
	Record(onBoth, Go, 1e-7, 1e-6)
	Record(onBoth, XLA, 2e-7, 1e-5)
	Record(onBoth, Go, 5e-8, 1e-6)
	Record(onOne, Go, 0, 0)
	Record(beside, Host, Worst([]float32{1, 101}, []float32{1, 100}), 1)
	if err := complete([]Class{onBoth, beside}); err != nil {
		t.Error(err)
	}
	for _, class := range []Class{onOne, {"Test", "none"}} {
		if err := complete([]Class{class}); err == nil || !strings.Contains(err.Error(), class.Name) {
			t.Errorf("%v: %v", class, err)
		}
	}
	if got := ledger.classes[onBoth].row(onBoth, nil).String(); got != "| both | — | 1e-07 | 2e-07 | 1e-05 |  |\n" {
		t.Errorf("the row %q", got)
	}
	if got := ledger.classes[beside].row(beside, nil); got.Go != 0.01 || got.XLA != 0.01 {
		t.Errorf("the row %+v", got)
	}
}

func TestConstructors(t *testing.T) {
	got, err := Constructors("../..")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		"Dense": true, "ReLU": true, "Adam": true, "Thresholded": true, "EarlyStopping": true, "HeNormal": true,
		"ReturnSequences": false, "FromSlices": false, "MNIST": false, "activation": false,
	} {
		if slices.Contains(got, name) != want {
			t.Errorf("%s is among the constructors: %v", name, !want)
		}
	}
}

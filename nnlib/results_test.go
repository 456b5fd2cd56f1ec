package nnlib

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

func TestHistory(t *testing.T) {
	h := newHistory("m", wire.Trained{Curves: []spec.Curve{
		{Name: "loss", Epochs: []int{3, 4}, Values: []float64{0.5, math.NaN()}},
		{Name: "val_loss", Epochs: []int{4}, Values: []float64{0.0001}},
	}})
	want := "epoch   loss     val_loss\n4       0.5000   -\n5       nan      1.0000e-04"
	if got := h.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if h.Name() != "m" {
		t.Errorf("the history is called %q", h.Name())
	}
	if names := h.Names(); !slices.Equal(names, []string{"loss", "val_loss"}) {
		t.Errorf("names are %q", names)
	}
	epochs, values := h.Curve("val_loss")
	if !slices.Equal(epochs, []int{4}) || !slices.Equal(values, []float64{0.0001}) {
		t.Errorf("val_loss is %v at %v", values, epochs)
	}
	if epochs, values := h.Curve("accuracy"); epochs != nil || values != nil {
		t.Errorf("accuracy is %v at %v", values, epochs)
	}
	if got := newHistory("m", nil).String(); got != "no epochs trained" {
		t.Errorf("an empty history is %q", got)
	}
}

func TestLongHistory(t *testing.T) {
	curve := spec.Curve{Name: "loss"}
	for epoch := range 100 {
		curve.Epochs, curve.Values = append(curve.Epochs, epoch), append(curve.Values, 1)
	}
	lines := strings.Split((&History{curves: []spec.Curve{curve}}).String(), "\n")
	if len(lines) != 22 || lines[11] != "…" || !strings.HasPrefix(lines[10], "10 ") || !strings.HasPrefix(lines[12], "91 ") {
		t.Errorf("got %d lines:\n%s", len(lines), strings.Join(lines, "\n"))
	}
}

func TestPredictions(t *testing.T) {
	p := predictionsOf(wire.Float32s([]float32{0.1, 0.8, 0.1, 0.5, 0, 0.5}, 2, 3))
	if rows, columns := p.Dims(); rows != 2 || columns != 3 {
		t.Errorf("%d×%d", rows, columns)
	}
	if got := p.ArgMax(); !slices.Equal(got, []int{1, 0}) {
		t.Errorf("classes are %v, want the first of equal ones", got)
	}
	if got := p.At(1, 2); got != 0.5 {
		t.Errorf("got %v", got)
	}
	row := p.Row(0)
	row[0] = 7
	if p.At(0, 0) == 7 {
		t.Error("Row gives its own values away")
	}
	want := "predictions of shape [2 3]\n0.1000 0.8000 0.1000\n0.5000 0.0000 0.5000"
	if got := p.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPredictionsOfManyAxes(t *testing.T) {
	p := predictionsOf(wire.Float32s(make([]float32, 12*20), 12, 4, 5))
	if rows, columns := p.Dims(); rows != 12 || columns != 20 {
		t.Errorf("%d×%d", rows, columns)
	}
	if lines := strings.Split(p.String(), "\n"); len(lines) != 12 || !strings.HasSuffix(lines[1], " …") || lines[11] != "…" {
		t.Errorf("got %q", lines)
	}
}

func TestEvaluation(t *testing.T) {
	e := Evaluation{[]string{"loss", "accuracy"}, []float64{0.07123, 0.9789}}
	if got := e.String(); got != "loss: 0.0712 - accuracy: 0.9789" {
		t.Errorf("got %q", got)
	}
	if e.Value("accuracy") != 0.9789 {
		t.Errorf("got %v", e.Value("accuracy"))
	}
}

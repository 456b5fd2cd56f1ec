package nnlib

import (
	"reflect"
	"strings"
	"testing"

	"nnbook/nnlib/internal/spec"
)

// What Keras makes of the same arguments, as its layers' attributes say.
func TestAugmentationsAreDeclaredAsInKeras(t *testing.T) {
	reflected := spec.Move{FillMode: "reflect", Interpolation: "bilinear"}
	for _, c := range []struct {
		layer *Layer
		want  spec.Config
	}{
		{RandomFlip(Horizontal), &spec.RandomFlip{Mode: "horizontal"}},
		{RandomFlip(HorizontalAndVertical), &spec.RandomFlip{Mode: "horizontal_and_vertical"}},
		{RandomBrightness(0.2), &spec.RandomBrightness{Factor: spec.Range{-0.2, 0.2}, ValueRange: spec.Range{0, 255}}},
		{RandomBrightness([2]float64{-0.1, 0.3}, ValueRange(0, 1)), &spec.RandomBrightness{Factor: spec.Range{-0.1, 0.3}, ValueRange: spec.Range{0, 1}}},
		{RandomContrast(0.2), &spec.RandomContrast{Factor: spec.Range{0, 0.2}, ValueRange: spec.Range{0, 255}}},
		{RandomContrast([2]float64{0.1, 0.3}, ValueRange(0, 1)), &spec.RandomContrast{Factor: spec.Range{0.1, 0.3}, ValueRange: spec.Range{0, 1}}},
		{RandomRotation(0.1), &spec.RandomRotation{Factor: spec.Range{-0.1, 0.1}, Move: reflected}},
		{RandomRotation([2]float64{-0.2, 0.3}, Nearest, FillWrap), &spec.RandomRotation{
			Factor: spec.Range{-0.2, 0.3}, Move: spec.Move{FillMode: "wrap", Interpolation: "nearest"},
		}},
		{RandomTranslation(0.1, [2]float64{0, 0.5}, FillConstant(0.5)), &spec.RandomTranslation{
			HeightFactor: spec.Range{-0.1, 0.1}, WidthFactor: spec.Range{0, 0.5}, Move: spec.Move{FillMode: "constant", FillValue: 0.5, Interpolation: "bilinear"},
		}},
		{RandomZoom(0.2), &spec.RandomZoom{HeightFactor: spec.Range{-0.2, 0.2}, Move: reflected}},
		{RandomZoom(1, WidthFactor(0.25), FillNearest), &spec.RandomZoom{
			HeightFactor: spec.Range{-1, 1}, WidthFactor: &spec.Range{-0.25, 0.25}, Move: spec.Move{FillMode: "nearest", Interpolation: "bilinear"},
		}},
	} {
		if got := c.layer.config; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s is %+v, want %+v", c.layer, got, c.want)
		}
	}
}

func TestAugmentationMistakesNameTheirFix(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func()
		want []string // parts of the message
	}{
		{"unknown mode", func() { RandomFlip("diagonal") }, []string{`"diagonal"`, "nnlib.RandomFlip(nnlib.Horizontal)"}},
		{"a turn and a half", func() { RandomRotation(1.5) }, []string{"nnlib.RandomRotation(1.5)", "from 0 to 1"}},
		{"the most before the least", func() { RandomZoom([2]float64{0.2, -0.2}) }, []string{"nnlib.RandomZoom([0.2 -0.2])"}},
		{"NaN", func() { RandomTranslation(0.1, nan()) }, []string{"nnlib.RandomTranslation(NaN)"}},
		{"too bright", func() { RandomBrightness(1.5) }, []string{"nnlib.RandomBrightness(1.5)", "nnlib.RandomBrightness(0.2)"}},
		{"negative contrast", func() { RandomContrast(-0.1) }, []string{"nnlib.RandomContrast(-0.1)", "nnlib.RandomContrast(0.2)"}},
		{"no range", func() { ValueRange(1, 0) }, []string{"nnlib.ValueRange(1, 0)", "nnlib.ValueRange(0, 1)"}},
		{"wide", func() { WidthFactor(2) }, []string{"nnlib.WidthFactor(2)"}},
		{"unknown fill mode", func() { RandomRotation(0.1, FillMode("mirror")) }, []string{`"mirror"`, "nnlib.FillConstant"}},
		{"fill with NaN", func() { FillConstant(nan()) }, []string{"nnlib.FillConstant(0)"}},
		{"rows that are no images", func() { RandomFlip(Vertical).Call(Input(28, 28)) }, []string{"nnlib.Reshape(28, 28, 1) first"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			problem := mistake(t, c.f)
			if problem.Who == "" || problem.Fix == "" {
				t.Errorf("it does not say who speaks or what to do: %+v", problem)
			}
			for _, part := range c.want {
				if !strings.Contains(problem.Error(), part) {
					t.Errorf("it does not say %q:\n%v", part, problem)
				}
			}
		})
	}
}

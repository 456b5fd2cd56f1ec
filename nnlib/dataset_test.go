package nnlib

import (
	"fmt"
	"slices"
	"testing"

	"nnbook/nnlib/internal/spec"
)

func TestMNISTIsAHandle(t *testing.T) {
	mnist := Must(MNIST())
	train, valid := mnist.Train.Scale(1.0 / 255).Split(55_000)
	for _, c := range []struct {
		name string
		data *Dataset
		rows int
	}{{"train", train, 55_000}, {"valid", valid, 5_000}, {"test", mnist.Test, 10_000}, {"whole", mnist.Train, 60_000}} {
		if c.data.Len() != c.rows || !slices.Equal(c.data.Shape(), []int{28, 28}) || c.data.Classes() != 10 {
			t.Errorf("%s: %v, %d classes; want %d rows of 28×28 in 10 classes", c.name, c.data, c.data.Classes(), c.rows)
		}
	}
}

func TestFashionMNISTNamesItsClasses(t *testing.T) {
	test := Must(FashionMNIST()).Test
	names := test.Scale(1.0 / 255).Take(3).ClassNames()
	if test.Len() != 10_000 || len(names) != test.Classes() || names[1] != "Trouser" || names[9] != "Ankle boot" {
		t.Errorf("%v in the classes %q", test, names)
	}
	if names = FromSlices([][]int{{1}}, []int{1}).ClassNames(); names != nil {
		t.Errorf("classes without names are called %q", names)
	}
}

func rowsOf(t *testing.T, d *Dataset) []int32 {
	t.Helper()
	rows, err := d.wire().Rows(nil)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestDatasetSteps(t *testing.T) {
	ten := Must(MNIST()).Train.Take(10)
	first, rest := ten.Split(4)
	cases := []struct {
		name string
		data *Dataset
		want []int32 // rows of the source
	}{
		{"take", ten.Take(3), []int32{0, 1, 2}},
		{"take all", ten.Take(10), []int32{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}},
		{"take none", ten.Take(0), []int32{}},
		{"skip", ten.Skip(7), []int32{7, 8, 9}},
		{"split, first", first, []int32{0, 1, 2, 3}},
		{"split, rest", rest, []int32{4, 5, 6, 7, 8, 9}},
		{"one after another", ten.Skip(2).Take(4).Skip(1), []int32{3, 4, 5}},
		{"scale takes no rows", ten.Scale(2).Take(2).Scale(3), []int32{0, 1}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := rowsOf(t, c.data); !slices.Equal(got, c.want) || c.data.Len() != len(c.want) {
				t.Errorf("got %v, Len %d; want %v", got, c.data.Len(), c.want)
			}
		})
	}
	if ten.Len() != 10 || first.Len() != 4 {
		t.Error("a step changed the data set that it was made of")
	}
	if got := ten.Scale(2).Take(2).Scale(3).spec.Factor(); got != 6 {
		t.Errorf("scaled by %v, want 6", got)
	}
	one, again, other := rowsOf(t, ten.Shuffle(1)), rowsOf(t, ten.Shuffle(1)), rowsOf(t, ten.Shuffle(2))
	if !slices.Equal(one, again) || slices.Equal(one, other) || slices.Equal(one, rowsOf(t, ten)) {
		t.Errorf("shuffled to %v and %v, with another seed to %v", one, again, other)
	}
}

func TestFromSlices(t *testing.T) {
	type celsius float32
	cases := []struct {
		name    string
		data    *Dataset
		x, y    spec.Column
		classes int
	}{
		{"classes", FromSlices([][]float64{{1, 2}}, []int{3}), spec.Column{DType: "float32", Shape: spec.Shape{2}}, spec.Column{DType: "int32"}, 4},
		{"quantities", FromSlices([][]int{{1, 2}}, []float64{3}), spec.Column{DType: "float32", Shape: spec.Shape{2}}, spec.Column{DType: "float32"}, 0},
		{"bytes as images", FromSlices([][]byte{{1, 2, 3, 4}}, []uint8{1}, 2, 2), spec.Column{DType: "uint8", Shape: spec.Shape{2, 2}}, spec.Column{DType: "int32"}, 2},
		{"int8 are no bytes", Unlabeled([][]int8{{-1}}), spec.Column{DType: "float32", Shape: spec.Shape{1}}, spec.Column{}, 0},
		{"types of your own", FromSlices([][]celsius{{1}}, []celsius{2}), spec.Column{DType: "float32", Shape: spec.Shape{1}}, spec.Column{DType: "float32"}, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := c.data.wire()
			if fmt.Sprint(got.X, got.Y, got.Classes, got.Length) != fmt.Sprint(c.x, c.y, c.classes, 1) {
				t.Errorf("got %+v", got)
			}
			arrays := c.data.upload.arrays()
			if err := arrays.X.Validate(); err != nil {
				t.Error(err)
			}
			if err := arrays.Y.Validate(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestFromSlicesKeepsValues(t *testing.T) {
	data := FromSlices([][]float64{{1, -2.5}, {3, 4}}, []int{7, 0})
	arrays := data.upload.arrays()
	if got := arrays.X.Float32s(); !slices.Equal(got, []float32{1, -2.5, 3, 4}) {
		t.Errorf("features are %v", got)
	}
	if got := arrays.Y.Int32s(); !slices.Equal(got, []int32{7, 0}) {
		t.Errorf("targets are %v", got)
	}
}

func TestUploadIsKnownByItsContent(t *testing.T) {
	source := func(label int) string { return FromSlices([][]float64{{1, 2}}, []int{label}).Take(1).wire().Source }
	first, again, other := source(1), source(1), source(2)
	if first != again || first == other {
		t.Errorf("the same values are named %s and %s, others %s", first, again, other)
	}
}

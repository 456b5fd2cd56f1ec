package nnlib

import (
	"fmt"
	"sync"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Number is what features and targets are made of.
type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~float32 | ~float64
}

// FromSlices makes a data set of your own: a row of features for each row, with
// its target. Integer targets are classes, counted from 0; others are quantities.
// Without targets, as for [Model.Predict], use [Unlabeled].
//
// Each row is flat; shape says how its values are laid out, such as 28, 28 for
// an image, and may be left out. Rows of uint8 stay bytes, others become float32.
//
// The values are read when they are first needed, and sent to the engine unless
// it has them from an earlier cell: do not change them meanwhile.
//
// FromSlices panics if rows differ in length, do not have the shape's size, or
// are not as many as targets.
func FromSlices[X, Y Number](features [][]X, targets []Y, shape ...int) *Dataset {
	d := fromRows("nnlib.FromSlices", features, shape)
	label(d, "nnlib.FromSlices", targets)
	return d
}

// label gives the rows their targets.
func label[Y Number](d *Dataset, who string, targets []Y) {
	checkTargets(who, d.spec.Length, len(targets))
	d.spec.Y = spec.Column{DType: "float32"}
	if isInteger[Y]() {
		d.spec.Y.DType = "int32"
		d.spec.Classes = classes(targets)
	}
	d.upload.y = func() wire.Array { return column(who, d.spec.Y.DType, targets) }
}

func checkTargets(who string, rows, targets int) {
	if rows != targets {
		panic(&Error{
			Who:      who,
			Expected: fmt.Sprintf("a target for each of the %d rows", rows),
			Got:      fmt.Sprintf("%d targets", targets),
			Fix:      "features and targets of the same length",
		})
	}
}

// Unlabeled makes a data set of rows without targets, for [Model.Predict]. About
// rows and shape see [FromSlices].
//
// Unlabeled panics if rows differ in length or do not have the shape's size.
func Unlabeled[X Number](features [][]X, shape ...int) *Dataset {
	return fromRows("nnlib.Unlabeled", features, shape)
}

func fromRows[X Number](who string, rows [][]X, shape []int) *Dataset {
	if len(shape) == 0 && len(rows) > 0 {
		shape = []int{len(rows[0])}
	}
	size := spec.Shape(shape).Size()
	for i, row := range rows {
		if len(row) != size {
			panic(&Error{
				Who:      who,
				Expected: fmt.Sprintf("%d values in each row, shape %v", size, spec.Shape(shape)),
				Got:      fmt.Sprintf("%d in row %d", len(row), i),
				Fix:      "rows of equal length, as nnlib.PadSequences makes them, or another shape after the targets",
			})
		}
	}
	dtype := "float32"
	if isByte[X]() {
		dtype = "uint8"
	}
	full := append([]int{len(rows)}, shape...)
	return &Dataset{
		spec:   spec.Dataset{Length: len(rows), X: spec.Column{DType: dtype, Shape: shape}},
		upload: &upload{x: func() wire.Array { return matrix(dtype, rows, full) }},
	}
}

// upload is data of this program, in the form in which they cross the wire.
type upload struct {
	x, y   func() wire.Array // y nil for no targets
	once   sync.Once
	made   wire.Arrays
	hashed string
}

func (u *upload) arrays() wire.Arrays {
	u.once.Do(func() {
		u.made.X = u.x()
		if u.y != nil {
			u.made.Y = u.y()
		}
		u.hashed = wire.ID(u.made.X, u.made.Y)
	})
	return u.made
}

// id names the data by their content, so that the engine knows them again.
func (u *upload) id() string {
	u.arrays()
	return u.hashed
}

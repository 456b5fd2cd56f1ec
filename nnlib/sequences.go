package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// FromSequences makes a data set of rows with a target for each step, as for a model
// that ends in steps: a tag for each word of a sentence. Integer targets are classes,
// counted from 0, for [SparseCategoricalCrossentropy]; others are quantities. Steps
// that a mask hides weigh nothing, whatever their target is.
//
// Shapes: each row of features is flat, and shape says how its values are laid out,
// such as 9, 2 for 9 steps of 2 features; it may be left out. Rows of targets are
// [steps], or have the values of all steps end to end. [PadSequences] brings rows to
// one length. About when values are read see [FromSlices].
//
// FromSequences panics if rows differ in length, do not have the shape's size, or are
// not as many as rows of targets.
func FromSequences[X, Y Number](features [][]X, targets [][]Y, shape ...int) *Dataset {
	const who = "nnlib.FromSequences"
	d := fromRows(who, features, shape)
	checkTargets(who, d.spec.Length, len(targets))
	d.spec.Y = spec.Column{DType: "float32"}
	if isInteger[Y]() {
		d.spec.Y.DType = "int32"
	}
	if len(targets) > 0 {
		d.spec.Y.Shape = spec.Shape{len(targets[0])}
	}
	for i, row := range targets {
		if len(row) != len(targets[0]) {
			panic(&Error{
				Who:      who,
				Expected: fmt.Sprintf("%d targets in each row, as in the first", len(targets[0])),
				Got:      fmt.Sprintf("%d in row %d", len(row), i),
				Fix:      "nnlib.PadSequences(targets), as the features are padded",
			})
		}
	}
	full := append([]int{len(targets)}, d.spec.Y.Shape...)
	d.upload.y = func() wire.Array { return rowsOfTargets(who, d.spec.Y.DType, targets, full) }
	return d
}

// rowsOfTargets lays the targets of all rows end to end.
func rowsOfTargets[Y Number](who, dtype string, rows [][]Y, shape []int) wire.Array {
	if dtype != "int32" {
		return matrix(dtype, rows, shape)
	}
	var flat []int32
	for i, row := range rows {
		checkInt32(fmt.Sprintf("%s, row %d", who, i), row)
		flat = append(flat, convert[int32](row)...)
	}
	return wire.Int32s(flat, shape...)
}

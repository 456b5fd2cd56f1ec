package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// Concat returns the rows of all data sets, one set after the other. The engine
// copies them together when they are first needed.
//
// Concat panics without data sets, and unless all have rows and targets of the same
// shape and kind.
func Concat(sets ...*Dataset) *Dataset {
	for i, d := range sets {
		if d != nil {
			d.checkAlone("nnlib.Concat")
		}
		if d == nil || !alike(sets[0], d) {
			panic(&Error{
				Who:      "nnlib.Concat",
				Expected: "data sets of one kind: " + kindInWords(sets[0]),
				Got:      fmt.Sprintf("%s as number %d", kindInWords(d), i+1),
				Fix:      "the same Reshape, Select and ToCategorical for all",
			})
		}
	}
	if len(sets) == 0 {
		panic(&Error{Who: "nnlib.Concat", Expected: "data sets", Got: "none", Fix: "nnlib.Concat(train, valid)"})
	}
	joined := &Dataset{columns: sets[0].columns, classNames: sets[0].classNames, parts: slices.Clone(sets)}
	joined.spec = spec.Dataset{Source: "concat", X: sets[0].spec.X, Y: sets[0].spec.Y}
	for _, d := range sets {
		joined.spec.Length += d.Len()
		joined.spec.Classes = max(joined.spec.Classes, d.spec.Classes)
		if d.spec.X.DType != "uint8" || d.spec.Factor() != 1 || d.spec.Standardized() {
			joined.spec.X.DType = "float32"
		}
		if !slices.Equal(d.columns, joined.columns) {
			joined.columns = nil
		}
		if !slices.Equal(d.classNames, joined.classNames) {
			joined.classNames = nil
		}
	}
	return joined
}

func alike(a, b *Dataset) bool {
	return a != nil && slices.Equal(a.spec.X.Shape, b.spec.X.Shape) && slices.Equal(a.spec.Y.Shape, b.spec.Y.Shape) &&
		(a.spec.Y.DType == "") == (b.spec.Y.DType == "") && (a.spec.Classes == 0) == (b.spec.Classes == 0)
}

// kindInWords is what alike compares.
func kindInWords(d *Dataset) string {
	if d == nil {
		return "nil"
	}
	targets := d.targetsInWords()
	if d.spec.Classes > 0 {
		targets = "labels"
		if len(d.spec.Y.Shape) > 0 {
			targets = fmt.Sprintf("labels as rows of %d", d.spec.Classes)
		}
	}
	return fmt.Sprintf("rows of shape %v with %s", d.spec.X.Shape, targets)
}

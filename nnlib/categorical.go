package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// ToCategorical returns the data set with each label as a row of zeros with a one at
// the label's place, as [CategoricalCrossentropy] takes it. With
// [SparseCategoricalCrossentropy] labels can stay as they are.
//
// Default: as many places as there are classes; give a number where the data may
// lack the last ones.
//
// ToCategorical panics if the targets are no labels, and if classes is too small.
// Labels are checked when the data are read.
//
// Source: Keras 3, keras/src/utils/numerical_utils.py, to_categorical.
func (d *Dataset) ToCategorical(classes ...int) *Dataset {
	n := d.spec.Classes
	if len(classes) > 0 {
		n = classes[0]
	}
	if len(classes) > 1 || n < d.spec.Classes {
		panic(&Error{
			Who:      "ToCategorical",
			Expected: fmt.Sprintf("one number, at least the data set's %d classes", d.spec.Classes),
			Got:      fmt.Sprint(classes),
			Fix:      fmt.Sprintf("ToCategorical(%d)", d.spec.Classes),
		})
	}
	if d.spec.Classes == 0 || len(d.spec.Y.Shape) > 0 {
		panic(&Error{
			Who:      "ToCategorical",
			Expected: "targets that are labels, one whole number a row",
			Got:      d.targetsInWords(),
			Fix:      "[]int as the targets of nnlib.FromSlices, or leave ToCategorical out",
		})
	}
	hot := d.with(spec.Op{Kind: "one-hot", Classes: n})
	hot.spec.Y = spec.Column{DType: "float32", Shape: spec.Shape{n}}
	hot.spec.Classes = n
	return hot
}

func (d *Dataset) targetsInWords() string {
	switch {
	case d.spec.Y.DType == "":
		return "no targets"
	case len(d.spec.Y.Shape) > 0:
		return fmt.Sprintf("targets of shape %v", d.spec.Y.Shape)
	}
	return "quantities"
}

package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// Reshape returns the data set with each row laid out anew, its values in the same
// order: Reshape(28, 28, 1) gives MNIST's images the channel that a convolution
// expects, Reshape(784) makes vectors of them.
//
// Reshape panics unless the sizes multiply to those of a row.
func (d *Dataset) Reshape(shape ...int) *Dataset {
	to := spec.Shape(slices.Clone(shape))
	if had := d.spec.X.Shape; to.Validate() != nil || to.Size() != had.Size() {
		panic(&Error{
			Who:      fmt.Sprintf("Reshape(%s)", sizes(to)),
			Expected: fmt.Sprintf("sizes that multiply to the %d values of rows of shape %v", had.Size(), had),
			Got:      fmt.Sprint(shape),
			Fix:      fmt.Sprintf("Reshape(%d)", had.Size()),
		})
	}
	reshaped := d.with(spec.Op{Kind: "reshape", Shape: to})
	reshaped.spec.X.Shape = to
	if len(to) != 1 {
		reshaped.columns = nil
	}
	return reshaped
}

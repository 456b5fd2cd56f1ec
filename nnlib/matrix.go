package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Matrix is a table of numbers. The matrices of gonum.org/v1/gonum/mat are, and so
// are [Predictions].
type Matrix interface {
	Dims() (rows, columns int)
	At(row, column int) float64
}

// FromMatrix makes a data set of a matrix with a row of features for each row, and
// a target for each. About targets and when values are read see [FromSlices].
//
// FromMatrix panics if features are nil, or are not as many as targets.
func FromMatrix[Y Number](features Matrix, targets []Y) *Dataset {
	d := fromMatrix("nnlib.FromMatrix", features)
	label(d, "nnlib.FromMatrix", targets)
	return d
}

// FromMatrices makes a data set of a matrix of features and one of targets, which
// are quantities, one or several a row. Targets may be nil, as for [Model.Predict].
//
//	data := nnlib.FromMatrices(x, y) // x and y are *mat.Dense
//
// FromMatrices panics if features are nil, or have not as many rows as targets.
func FromMatrices(features, targets Matrix) *Dataset {
	d := fromMatrix("nnlib.FromMatrices", features)
	if targets == nil {
		return d
	}
	n, width := targets.Dims()
	checkTargets("nnlib.FromMatrices", d.spec.Length, n)
	d.spec.Y = spec.Column{DType: "float32"}
	if width != 1 {
		d.spec.Y.Shape = spec.Shape{width}
	}
	shape := append([]int{n}, d.spec.Y.Shape...)
	d.upload.y = func() wire.Array { return wire.Float32s(flat(targets), shape...) }
	return d
}

func fromMatrix(who string, features Matrix) *Dataset {
	if features == nil {
		panic(&Error{Who: who, Expected: "a matrix of features", Got: "nil", Fix: who + "(mat.NewDense(rows, columns, values), …)"})
	}
	n, width := features.Dims()
	if width < 1 {
		panic(&Error{Who: who, Expected: "at least one column of features", Got: fmt.Sprintf("%d rows of %d", n, width), Fix: who + "(mat.NewDense(rows, columns, values), …)"})
	}
	return &Dataset{
		spec:   spec.Dataset{Length: n, X: spec.Column{DType: "float32", Shape: spec.Shape{width}}},
		upload: &upload{x: func() wire.Array { return wire.Float32s(flat(features), n, width) }},
	}
}

// flat are a matrix's values, row by row.
func flat(m Matrix) []float32 {
	rows, columns := m.Dims()
	values := make([]float32, 0, rows*columns)
	for i := range rows {
		for j := range columns {
			values = append(values, float32(m.At(i, j)))
		}
	}
	return values
}

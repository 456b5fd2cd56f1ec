package engine

import (
	"fmt"
	"math"

	"nnbook/nnlib/internal/fault"
)

// affine is what happens to the values of a row: each times a factor, plus an
// offset.
type affine struct{ factor, offset []float64 }

func unchanged(width int) affine {
	a := affine{make([]float64, width), make([]float64, width)}
	for j := range a.factor {
		a.factor[j] = 1
	}
	return a
}

func (a affine) scale(factor float64) {
	for j := range a.factor {
		a.factor[j] *= factor
		a.offset[j] *= factor
	}
}

// standardize takes the mean of some rows off and divides by their standard
// deviation. A column that is always the same is only brought to 0.
func (a affine) standardize(by rows) error {
	mean, deviation, err := by.moments()
	if err != nil {
		return err
	}
	if len(mean) != len(a.factor) {
		return fmt.Errorf("rows of %d values can't be standardised by rows of %d", len(a.factor), len(mean))
	}
	for j := range a.factor {
		a.factor[j] /= deviation[j]
		a.offset[j] = (a.offset[j] - mean[j]) / deviation[j]
	}
	return nil
}

// pick keeps some columns.
func (a affine) pick(columns []int) affine {
	picked := unchanged(len(columns))
	for j, column := range columns {
		picked.factor[j], picked.offset[j] = a.factor[column], a.offset[column]
	}
	return picked
}

// moments are each column's mean and standard deviation, that of a population:
// the divisor is the number of rows.
func (r rows) moments() (mean, deviation []float64, err error) {
	if len(r.list) == 0 {
		return nil, nil, &fault.Error{Who: "nnlib.Standardize", Expected: "rows to learn means from", Got: "an empty data set", Fix: "nnlib.Standardize(train)"}
	}
	width, n := r.width(), float64(len(r.list))
	at := func(row int32, j int) float64 {
		if r.x.DType == "uint8" {
			return float64(r.x.Data[int(row)*width+j]) * float64(r.factor)
		}
		return float64(r.x.Float32(int(row)*width+j)) * float64(r.factor)
	}
	mean, deviation = make([]float64, width), make([]float64, width)
	for i, row := range r.list {
		for j := range mean {
			value := at(row, j)
			if !finite(value) {
				return nil, nil, &fault.Error{
					Who: "nnlib.Standardize", Expected: "finite numbers", Got: fmt.Sprintf("%v in row %d", value, i),
					Fix: "replace it, or leave that row out, where the data are made",
				}
			}
			mean[j] += value / n
		}
	}
	for _, row := range r.list {
		for j := range mean {
			off := at(row, j) - mean[j]
			deviation[j] += off * off / n
		}
	}
	for j, variance := range deviation {
		deviation[j] = math.Sqrt(variance)
		if constant(mean[j], variance, n) {
			deviation[j] = 1
		}
	}
	return mean, deviation, nil
}

// constant tells whether a column's variance is no more than rounding makes.
//
// Source: scikit-learn, sklearn/preprocessing/_data.py, _is_constant_feature.
func constant(mean, variance, n float64) bool {
	const epsilon = 0x1p-52
	rounding := n * mean * epsilon
	return variance <= n*epsilon*variance+rounding*rounding
}

package engine

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// standardized returns the source of d with all steps done that change its
// values. It is kept as a source of its own, since backends know a factor only.
func (e *Engine) standardized(c *call, d spec.Dataset, from *source) (*source, error) {
	values := d.Values()
	steps, err := json.Marshal(values)
	if err != nil {
		return nil, fmt.Errorf("data set %q: %w", d.Source, err)
	}
	id := fmt.Sprintf("%s|%x", d.Source, sha256.Sum256(steps))
	if found := e.sources.find(id); found != nil {
		return found, nil
	}
	change := unchanged(spec.Shape(from.x.Shape[1:]).Size())
	for _, op := range values {
		if op.Kind == "scale" {
			change.scale(op.Factor)
			continue
		}
		by, err := e.rows(c, *op.On)
		if err != nil {
			return nil, err
		}
		if err := change.standardize(by); err != nil {
			return nil, err
		}
	}
	made := &source{id: id, x: change.of(from.x), y: from.y}
	made.facts = learn(made.x, made.y)
	e.sources.keep(made)
	return made, nil
}

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

func (a affine) of(x wire.Array) wire.Array {
	values, width := x.Float32s(), len(a.factor)
	for i := range values {
		j := i % width
		values[i] = float32(float64(values[i])*a.factor[j] + a.offset[j])
	}
	return wire.Float32s(values, x.Shape...)
}

// moments are each column's mean and standard deviation, that of a population:
// the divisor is the number of rows.
func (r rows) moments() (mean, deviation []float64, err error) {
	if len(r.list) == 0 {
		return nil, nil, &fault.Error{Who: "nnlib.Standardize", Expected: "rows to learn means from", Got: "an empty data set", Fix: "nnlib.Standardize(train)"}
	}
	width, n := spec.Shape(r.x.Shape[1:]).Size(), float64(len(r.list))
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

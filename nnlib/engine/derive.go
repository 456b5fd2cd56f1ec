package engine

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"nnbook/nnlib/internal/datasets"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// derived returns the source of d with all steps done that a factor can't express.
// It is kept as a source of its own, by what was done, so that all parts of a data
// set share it.
func (e *Engine) derived(c *call, d spec.Dataset, from *source) (*source, error) {
	steps := d.Derived()
	if len(steps) == 0 {
		return from, nil
	}
	id, err := idOf(from.id+"|", steps)
	if err != nil {
		return nil, err
	}
	if found := e.sources.find(id); found != nil {
		return found, nil
	}
	v := newView(from)
	for _, op := range steps {
		if err := e.apply(c, v, op); err != nil {
			return nil, err
		}
	}
	made := &source{id: id, y: v.targets()}
	if made.x, made.mapped, err = v.features(c, e.sources.spill().Store()); err != nil {
		return nil, err
	}
	made.facts = learn(made.x, made.y)
	e.sources.keep(made)
	return made, nil
}

// idOf names what a declaration makes.
func idOf(kind string, declared any) (string, error) {
	text, err := json.Marshal(declared)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s%x", kind, sha256.Sum256(text)), nil
}

// view is what steps make of a source.
type view struct {
	of      *source
	shape   spec.Shape // of a row
	columns []int      // of the source, in order; nil for all
	change  affine     // of the columns' values
	changed bool
	classes int // of one-hot targets, else 0
}

func newView(of *source) *view {
	shape := spec.Shape(of.x.Shape[1:])
	return &view{of: of, shape: shape, change: unchanged(shape.Size())}
}

func (e *Engine) apply(c *call, v *view, op spec.Op) error {
	switch op.Kind {
	case "scale":
		v.change.scale(op.Factor)
		v.changed = true
	case "standardize":
		by, err := e.rows(c, *op.On)
		if err != nil {
			return err
		}
		v.changed = true
		return v.change.standardize(by)
	case "select":
		return v.selectColumns(op.Columns)
	case "reshape":
		if op.Shape.Size() != v.shape.Size() {
			return fmt.Errorf("rows of shape %v can't be laid out as %v", v.shape, op.Shape)
		}
		v.shape = op.Shape
	case "one-hot":
		return v.oneHot(op.Classes)
	}
	return nil
}

func (v *view) selectColumns(columns []int) error {
	if len(v.shape) != 1 {
		return fmt.Errorf("rows of shape %v have no columns to select", v.shape)
	}
	picked := make([]int, len(columns))
	for i, column := range columns {
		if column >= v.shape[0] {
			return fmt.Errorf("column %d of %d", column, v.shape[0])
		}
		if picked[i] = column; v.columns != nil {
			picked[i] = v.columns[column]
		}
	}
	v.columns, v.change, v.shape = picked, v.change.pick(columns), spec.Shape{len(columns)}
	return nil
}

// oneHot checks that the labels fit.
func (v *view) oneHot(classes int) error {
	label := v.of.label()
	if label == nil {
		return &fault.Error{
			Who: "ToCategorical", Expected: "one label a row, a whole number from 0", Got: "targets of type " + v.of.y.DType,
			Fix: "[]int as targets, or leave ToCategorical out",
		}
	}
	for row := range v.of.x.Shape[0] {
		if n := label(int32(row)); n < 0 || int(n) >= classes {
			return &fault.Error{
				Who: "ToCategorical", Expected: fmt.Sprintf("labels from 0 to %d", classes-1), Got: fmt.Sprintf("%d in row %d", n, row),
				Fix: fmt.Sprintf("ToCategorical(%d), or other labels", max(int(v.of.most)+1, classes)),
			}
		}
	}
	v.classes = classes
	return nil
}

// features are the values that the view shows. They stay bytes where they are.
func (v *view) features(c *call, to *datasets.Store) (x wire.Array, mapped bool, err error) {
	x = wire.Array{DType: v.of.x.DType, Shape: append([]int{v.of.x.Shape[0]}, v.shape...), Data: v.of.x.Data}
	if v.columns == nil && !v.changed {
		return x, v.of.mapped, nil
	}
	if v.changed {
		x.DType = "float32"
	}
	for from := 0; from < x.Shape[0] && err == nil; from += someRows {
		if err = context.Cause(c); err == nil {
			_, err = to.Write(v.some(from, min(from+someRows, x.Shape[0])))
		}
	}
	if err != nil {
		return x, false, fmt.Errorf("computing features: %w", err)
	}
	x.Data, err = to.Bytes()
	return x, to.Mapped(), err
}

// someRows is how many rows are computed at once.
const someRows = 1024

// some are the values of the rows from one to another.
func (v *view) some(from, to int) []byte {
	x := between(v.of.x, from, to)
	if v.columns != nil {
		x = pickColumns(x, v.columns)
	}
	if !v.changed {
		return x.Data
	}
	values, width := x.Float32s(), v.shape.Size()
	for i := range values {
		j := i % width
		values[i] = float32(float64(values[i])*v.change.factor[j] + v.change.offset[j])
	}
	return wire.Float32s(values, x.Shape...).Data
}

// between are the rows of an array from one to another.
func between(a wire.Array, from, to int) wire.Array {
	size := len(a.Data) / max(1, a.Shape[0])
	return wire.Array{DType: a.DType, Shape: append([]int{to - from}, a.Shape[1:]...), Data: a.Data[from*size : to*size]}
}

func (v *view) targets() wire.Array {
	if v.classes == 0 {
		return v.of.y
	}
	rows := v.of.x.Shape[0]
	hot := make([]float32, rows*v.classes)
	for row := range rows {
		hot[row*v.classes+int(v.of.y.Int32(row))] = 1
	}
	return wire.Float32s(hot, rows, v.classes)
}

// pickColumns copies some columns of rows that are vectors.
func pickColumns(x wire.Array, columns []int) wire.Array {
	rows := x.Shape[0]
	width := spec.Shape(x.Shape[1:]).Size()
	size := 4
	if x.DType == "uint8" {
		size = 1
	}
	data := make([]byte, 0, rows*len(columns)*size)
	for row := range rows {
		for _, column := range columns {
			at := (row*width + column) * size
			data = append(data, x.Data[at:at+size]...)
		}
	}
	return wire.Array{DType: x.DType, Shape: []int{rows, len(columns)}, Data: data}
}

package exec

import (
	"encoding/binary"
	"fmt"
	"math"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Data are rows in memory.
type Data struct {
	Key    string     // identity of X and Y, so that they stay on the device across calls; "" for none
	X, Y   wire.Array // the source's rows: X uint8 or float32 [n, …], Y int32 [n] or float32 [n] or [n, k], without DType where there is none
	Factor float32    // what X is multiplied with
	Rows   []int32    // which rows, in which order
}

// check says what does not fit the model's input, or which row does not exist.
func (d Data) check(who string, input spec.Shape) error {
	if err := d.X.Validate(); err != nil {
		return fmt.Errorf("%s: features: %w", who, err)
	}
	if err := d.Y.Validate(); err != nil {
		return fmt.Errorf("%s: targets: %w", who, err)
	}
	if d.X.DType != "uint8" && d.X.DType != "float32" {
		return fmt.Errorf("%s: features of type %q, not uint8 or float32", who, d.X.DType)
	}
	if len(d.X.Shape) == 0 || spec.Shape(d.X.Shape[1:]).String() != input.String() {
		return &fault.Error{
			Who:      who,
			Expected: "rows of shape " + input.String(),
			Got:      "an array of shape " + fmt.Sprint(d.X.Shape),
			Fix:      "give nnlib.Input the shape of one row",
		}
	}
	for _, row := range d.Rows {
		if row < 0 || int(row) >= d.X.Shape[0] {
			return fmt.Errorf("%s: row %d of %d", who, row, d.X.Shape[0])
		}
	}
	if len(d.Rows) == 0 {
		return &fault.Error{Who: who, Expected: "at least one row", Got: "an empty data set", Fix: "check what Take, Skip and Split leave over"}
	}
	return nil
}

// checkTargets says when targets are missing or do not belong to the features.
func (d Data) checkTargets(who string) error {
	if d.Y.DType == "" {
		return &fault.Error{Who: who, Expected: "targets", Got: "a data set without", Fix: "give the data set its targets"}
	}
	if len(d.Y.Shape) == 0 || d.Y.Shape[0] != d.X.Shape[0] {
		return fmt.Errorf("%s: %v targets for features %v", who, d.Y.Shape, d.X.Shape)
	}
	return nil
}

// fillX writes rows of X, scaled, as float32 into x.
func (d Data) fillX(x []float32, rows []int32) {
	size := spec.Shape(d.X.Shape[1:]).Size()
	if d.X.DType == "uint8" {
		var scaled [256]float32
		for value := range scaled {
			scaled[value] = float32(value) * d.Factor
		}
		for i, row := range rows {
			from, to := d.X.Data[int(row)*size:][:size], x[i*size:][:size]
			for j, value := range from {
				to[j] = scaled[value]
			}
		}
		return
	}
	for i, row := range rows {
		from, to := d.X.Data[4*int(row)*size:][:4*size], x[i*size:][:size]
		for j := range to {
			to[j] = float32At(from, j) * d.Factor
		}
	}
}

// fillY writes rows of Y into y, a slice of Y's type.
func (d Data) fillY(y any, rows []int32) {
	size := spec.Shape(d.Y.Shape[1:]).Size()
	for i, row := range rows {
		for j := range size {
			switch y := y.(type) {
			case []int32:
				y[i*size+j] = int32(binary.LittleEndian.Uint32(d.Y.Data[4*(int(row)*size+j):]))
			case []float32:
				y[i*size+j] = float32At(d.Y.Data, int(row)*size+j)
			}
		}
	}
}

func float32At(data []byte, i int) float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
}

package exec

import (
	"encoding/binary"
	"fmt"
	"math"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Data are rows in memory: a column for each of a model's inputs and for the
// targets of each of its outputs. They are the same rows in all columns.
type Data struct {
	X, Y    []Column  // Y is empty where there are no targets
	Weights []float32 // what each row counts in the loss; nil for 1
}

// Column is an array, and which of its rows are meant, in which order.
type Column struct {
	Key    string     // identity of Array, so that it stays on the device across calls; "" for none
	Array  wire.Array // with the source's rows: features uint8 or float32, targets int32 or float32
	Factor float32    // what features are multiplied with
	Rows   []int32
}

// Len is the number of rows.
func (d Data) Len() int {
	if len(d.X) == 0 {
		return 0
	}
	return len(d.X[0].Rows)
}

// Slice returns the rows from one position to another.
func (d Data) Slice(from, to int) Data {
	return d.each(func(rows []int32) []int32 { return rows[from:to] }, func(w []float32) []float32 { return w[from:to] })
}

// Shuffled returns the rows in another order, the same for the same seed.
func (d Data) Shuffled(seed uint64) Data {
	order := make([]int32, d.Len())
	for i := range order {
		order[i] = int32(i)
	}
	spec.Shuffle(order, seed)
	return d.each(
		func(rows []int32) []int32 { return inOrder(rows, order) },
		func(weights []float32) []float32 { return inOrder(weights, order) })
}

func inOrder[T any](values []T, order []int32) []T {
	ordered := make([]T, len(order))
	for i, from := range order {
		ordered[i] = values[from]
	}
	return ordered
}

// each changes all lists of rows, those that are one list into one list.
func (d Data) each(rows func([]int32) []int32, weights func([]float32) []float32) Data {
	changed := map[*int32][]int32{}
	change := func(columns []Column) []Column {
		after := append([]Column(nil), columns...)
		for i, c := range after {
			if len(c.Rows) == 0 {
				continue
			}
			first := &c.Rows[0]
			if changed[first] == nil {
				changed[first] = rows(c.Rows)
			}
			after[i].Rows = changed[first]
		}
		return after
	}
	d.X, d.Y = change(d.X), change(d.Y)
	if d.Weights != nil {
		d.Weights = weights(d.Weights)
	}
	return d
}

// check says what does not fit the model's inputs, or which row does not exist.
func (d Data) check(who string, inputs []spec.Shape) error {
	if len(d.X) != len(inputs) {
		return fmt.Errorf("%s: %d columns of features for %d inputs", who, len(d.X), len(inputs))
	}
	if d.Len() == 0 {
		return &fault.Error{Who: who, Expected: "at least one row", Got: "an empty data set", Fix: "check what Take, Skip and Split leave over"}
	}
	for i, c := range d.X {
		if err := c.check(d.Len()); err != nil {
			return fmt.Errorf("%s: features: %w", who, err)
		}
		if c.Array.DType != "uint8" && c.Array.DType != "float32" {
			return fmt.Errorf("%s: features of type %q, not uint8 or float32", who, c.Array.DType)
		}
		if c.row().String() != inputs[i].String() {
			return &fault.Error{
				Who:      who,
				Expected: "rows of shape " + inputs[i].String(),
				Got:      "an array of shape " + fmt.Sprint(c.Array.Shape),
				Fix:      "give nnlib.Input the shape of one row",
			}
		}
	}
	if d.Weights != nil && len(d.Weights) != d.Len() {
		return fmt.Errorf("%s: %d weights for %d rows", who, len(d.Weights), d.Len())
	}
	return nil
}

// checkTargets says when targets are missing or do not belong to the features.
func (d Data) checkTargets(who string, outputs int) error {
	if len(d.Y) != outputs {
		return &fault.Error{Who: who, Expected: fmt.Sprintf("targets for %d outputs", outputs), Got: fmt.Sprint(len(d.Y)), Fix: "give the data set its targets"}
	}
	for _, c := range d.Y {
		if err := c.check(d.Len()); err != nil {
			return fmt.Errorf("%s: targets: %w", who, err)
		}
	}
	return nil
}

func (c Column) check(rows int) error {
	if err := c.Array.Validate(); err != nil {
		return err
	}
	if c.Array.DType == "" || len(c.Array.Shape) == 0 {
		return fmt.Errorf("no rows in an array of shape %v", c.Array.Shape)
	}
	if len(c.Rows) != rows {
		return fmt.Errorf("%d rows beside %d", len(c.Rows), rows)
	}
	for _, row := range c.Rows {
		if row < 0 || int(row) >= c.Array.Shape[0] {
			return fmt.Errorf("row %d of %d", row, c.Array.Shape[0])
		}
	}
	return nil
}

// row is a row's shape.
func (c Column) row() spec.Shape { return spec.Shape(c.Array.Shape[1:]) }

// fill writes rows into a slice: integers as they are, or float32 times a factor.
func (c Column) fill(to any, rows []int32, factor float32) {
	size := c.row().Size()
	switch to := to.(type) {
	case []int32:
		for i, row := range rows {
			for j := range size {
				to[i*size+j] = int32(binary.LittleEndian.Uint32(c.Array.Data[4*(int(row)*size+j):]))
			}
		}
	case []float32:
		if c.Array.DType == "uint8" {
			c.fillBytes(to, rows, size, factor)
			return
		}
		for i, row := range rows {
			from, to := c.Array.Data[4*int(row)*size:][:4*size], to[i*size:][:size]
			for j := range to {
				to[j] = float32At(from, j) * factor
			}
		}
	}
}

func (c Column) fillBytes(to []float32, rows []int32, size int, factor float32) {
	var scaled [256]float32
	for value := range scaled {
		scaled[value] = float32(value) * factor
	}
	for i, row := range rows {
		from, to := c.Array.Data[int(row)*size:][:size], to[i*size:][:size]
		for j, value := range from {
			to[j] = scaled[value]
		}
	}
}

func float32At(data []byte, i int) float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
}

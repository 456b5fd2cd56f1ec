package spec

import (
	"errors"
	"fmt"
	"math"
)

// Op is one step from a data set to the next.
//
// Steps that pick rows: "slice", "shuffle", "permute" as NumPy does, and "where" by
// label. Steps on values: "scale" and "standardize" change features, "select" picks
// columns of rows that are vectors, "reshape" lays rows out anew, and "one-hot" turns
// labels into rows.
type Op struct {
	Kind     string
	Factor   float64  // scale
	From, To int      // slice; where: To rows are left
	Seed     uint64   // shuffle, permute
	On       *Dataset // standardize by its means and standard deviations
	Columns  []int    // select, counted from 0
	Shape    Shape    // reshape
	Classes  int      // one-hot
	Labels   []int32  // where
}

// PicksRows tells whether a step picks rows, and leaves the values in them alone.
func (op Op) PicksRows() bool {
	switch op.Kind {
	case "slice", "shuffle", "permute", "where":
		return true
	}
	return false
}

// validate checks a step on n rows, and returns how many it leaves.
func (op Op) validate(n, nested int) (rows int, err error) {
	switch op.Kind {
	case "scale":
		if math.IsNaN(op.Factor) || math.IsInf(op.Factor, 0) {
			err = fmt.Errorf("scaled by %v", op.Factor)
		}
	case "shuffle":
	case "permute":
		if op.Seed > math.MaxUint32 {
			err = fmt.Errorf("NumPy has no seed %d", op.Seed)
		}
	case "standardize":
		err = op.validateFit(nested + 1)
	case "select":
		err = op.validateColumns()
	case "reshape":
		err = op.Shape.Validate()
	case "one-hot":
		err = Shape{op.Classes}.Validate()
	case "slice", "where":
		if op.From < 0 || op.To < op.From || op.To > n {
			err = fmt.Errorf("rows %d to %d of %d", op.From, op.To, n)
		}
		n = op.To - op.From
	default:
		err = fmt.Errorf("unknown step %q", op.Kind)
	}
	return n, err
}

func (op Op) validateFit(nested int) error {
	switch {
	case op.On == nil:
		return errors.New("standardised by no data set")
	case nested > maxNested:
		return fmt.Errorf("standardised more than %d times, one by the other", maxNested)
	}
	return op.On.validate(nested)
}

func (op Op) validateColumns() error {
	for _, column := range op.Columns {
		if column < 0 {
			return fmt.Errorf("column %d", column)
		}
	}
	return Shape{len(op.Columns)}.Validate()
}

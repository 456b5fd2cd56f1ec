package spec

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Dataset is a handle on rows of features and, mostly, targets: where they come
// from and what is done to them, in order. Nothing is read before it is needed.
type Dataset struct {
	Source  string // "mnist/train", "california/raw", or "arrays/<hash>" for data that the cell uploads
	Length  int    // rows of the source
	X       Column // features
	Y       Column // targets; without DType where there are none
	Classes int    // how many classes integer targets have, 0 where not known
	Ops     []Op
}

// Column describes one array of a source.
type Column struct {
	DType string // "uint8", "int32" or "float32"; "" for none
	Shape Shape  // of a row
}

// Op is one step from a data set to the next.
type Op struct {
	Kind     string   // "scale", "standardize"; "slice", "shuffle" or "permute", as NumPy does
	Factor   float64  // scale
	From, To int      // slice
	Seed     uint64   // shuffle, permute
	On       *Dataset // standardize by its means and standard deviations
}

// PicksRows tells whether a step picks rows, and leaves the values in them alone.
func (o Op) PicksRows() bool { return o.Kind == "slice" || o.Kind == "shuffle" || o.Kind == "permute" }

// With returns the data set with one more step.
func (d Dataset) With(op Op) Dataset {
	d.Ops = append(append([]Op{}, d.Ops...), op)
	return d
}

// Len is the number of rows after all steps.
func (d Dataset) Len() int {
	n := d.Length
	for _, op := range d.Ops {
		if op.Kind == "slice" {
			n = op.To - op.From
		}
	}
	return n
}

// Factor is what the features are multiplied with, all scales together.
func (d Dataset) Factor() float64 {
	factor := 1.0
	for _, op := range d.Ops {
		if op.Kind == "scale" {
			factor *= op.Factor
		}
	}
	return factor
}

// Rows lists which rows of the source make up the data set, in order. It is for
// a data set that is valid and whose Length its source confirmed.
func (d Dataset) Rows() []int32 {
	rows := make([]int32, d.Length)
	for i := range rows {
		rows[i] = int32(i)
	}
	for _, op := range d.Ops {
		switch op.Kind {
		case "slice":
			rows = rows[op.From:op.To]
		case "shuffle":
			Shuffle(rows, op.Seed)
		case "permute":
			rows = pick(rows, Permutation(len(rows), uint32(op.Seed)))
		}
	}
	return rows
}

func pick(rows, positions []int32) []int32 {
	picked := make([]int32, len(positions))
	for i, position := range positions {
		picked[i] = rows[position]
	}
	return picked
}

// Values are the steps that change features, Rows' all others.
func (d Dataset) Values() []Op {
	var values []Op
	for _, op := range d.Ops {
		if !op.PicksRows() {
			values = append(values, op)
		}
	}
	return values
}

// Standardized tells whether Factor is not all that happens to the features.
func (d Dataset) Standardized() bool {
	return slices.ContainsFunc(d.Ops, func(op Op) bool { return op.Kind == "standardize" })
}

// Shuffle permutes rows in place, the same way for the same seed.
func Shuffle(rows []int32, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 0))
	random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
}

// Validate checks what came from outside: columns that can be, slices within
// bounds, known steps.
func (d Dataset) Validate() error { return d.validate(0) }

// maxNested bounds data sets that are standardised by one that is standardised.
const maxNested = 8

func (d Dataset) validate(nested int) error {
	n := d.Length
	if n < 0 || n > math.MaxInt32 {
		return fmt.Errorf("data set %q: %d rows", d.Source, n)
	}
	for _, column := range []Column{d.X, d.Y} {
		if err := column.validate(); err != nil {
			return fmt.Errorf("data set %q: %w", d.Source, err)
		}
	}
	for _, op := range d.Ops {
		switch op.Kind {
		case "scale":
			if math.IsNaN(op.Factor) || math.IsInf(op.Factor, 0) {
				return fmt.Errorf("data set %q: scaled by %v", d.Source, op.Factor)
			}
		case "shuffle":
		case "permute":
			if op.Seed > math.MaxUint32 {
				return fmt.Errorf("data set %q: NumPy has no seed %d", d.Source, op.Seed)
			}
		case "standardize":
			if err := d.validateFit(op.On, nested+1); err != nil {
				return fmt.Errorf("data set %q: standardised: %w", d.Source, err)
			}
		case "slice":
			if op.From < 0 || op.To < op.From || op.To > n {
				return fmt.Errorf("data set %q: rows %d to %d of %d", d.Source, op.From, op.To, n)
			}
			n = op.To - op.From
		default:
			return fmt.Errorf("data set %q: unknown step %q", d.Source, op.Kind)
		}
	}
	if factor := d.Factor(); math.Abs(factor) > math.MaxFloat32 {
		return fmt.Errorf("data set %q: scaled by %v in all", d.Source, factor)
	}
	return nil
}

func (d Dataset) validateFit(on *Dataset, nested int) error {
	switch {
	case on == nil:
		return errors.New("by no data set")
	case nested > maxNested:
		return fmt.Errorf("more than %d times, one by the other", maxNested)
	case !slices.Equal(on.X.Shape, d.X.Shape):
		return fmt.Errorf("rows of shape %v by rows of shape %v", d.X.Shape, on.X.Shape)
	}
	return on.validate(nested)
}

func (c Column) validate() error {
	switch c.DType {
	case "", "uint8", "int32", "float32":
		return c.Shape.Validate()
	}
	return fmt.Errorf("unknown type %q", c.DType)
}

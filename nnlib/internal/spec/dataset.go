package spec

import (
	"fmt"
	"math"
	"slices"
)

// Dataset is a handle on rows of features and, mostly, targets: where they come
// from and what is done to them, in order. Nothing is read before it is needed.
type Dataset struct {
	Source  string    // "mnist/train", "california/raw", "arrays/<hash>" for data that the cell uploads, or who has it:
	File    *File     // files of the user's, or
	Parts   []Dataset // what is put end to end
	Length  int       // rows of the source
	X       Column    // features, after all steps
	Y       Column    // targets, after all steps; without DType where there are none
	Classes int       // how many classes targets tell apart, 0 where not known
	Ops     []Op
}

// Column describes one array of a source.
type Column struct {
	DType string // "uint8", "int32" or "float32"; "" for none
	Shape Shape  // of a row
}

// With returns the data set with one more step.
func (d Dataset) With(op Op) Dataset {
	d.Ops = append(append([]Op{}, d.Ops...), op)
	return d
}

// Len is the number of rows after all steps.
func (d Dataset) Len() int {
	n := d.Length
	for _, op := range d.Ops {
		if op.Kind == "slice" || op.Kind == "where" {
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

// Derived are the steps after which values are no more those of the source times
// Factor: none where that is all. Other steps pick rows.
func (d Dataset) Derived() []Op {
	var derived []Op
	for _, op := range d.Ops {
		switch op.Kind {
		case "standardize", "select", "reshape", "one-hot":
			derived = append(derived, op)
		case "scale":
			if d.Standardized() { // by numbers that are scaled or not
				derived = append(derived, op)
			}
		}
	}
	return derived
}

// Standardized tells whether Factor is not all that happens to the features.
func (d Dataset) Standardized() bool {
	return slices.ContainsFunc(d.Ops, func(op Op) bool { return op.Kind == "standardize" })
}

// Validate checks what came from outside: columns that can be, slices within
// bounds, known steps.
func (d Dataset) Validate() error { return d.validate(0) }

// maxNested bounds data sets that are made from data sets.
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
	if len(d.Parts) > 0 && nested == maxNested {
		return fmt.Errorf("data set %q: more than %d within each other", d.Source, maxNested)
	}
	for _, part := range d.Parts {
		if err := part.validate(nested + 1); err != nil {
			return err
		}
	}
	for _, op := range d.Ops {
		var err error
		if n, err = op.validate(n, nested); err != nil {
			return fmt.Errorf("data set %q: %w", d.Source, err)
		}
	}
	if factor := d.Factor(); math.Abs(factor) > math.MaxFloat32 {
		return fmt.Errorf("data set %q: scaled by %v in all", d.Source, factor)
	}
	return nil
}

func (c Column) validate() error {
	switch c.DType {
	case "", "uint8", "int32", "float32":
		return c.Shape.Validate()
	}
	return fmt.Errorf("unknown type %q", c.DType)
}

package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// Dataset is a handle on rows of features x with, mostly, a target y each. It
// holds no data: it says where the rows come from and what is done to them, and
// nothing is read before it is needed. A Dataset does not change; its methods
// return new ones.
type Dataset struct {
	spec       spec.Dataset
	columns    []string   // what the features are called; nil where not known
	classNames []string   // what the classes are called; nil where not known
	upload     *upload    // where the data are this program's own, else nil
	parts      []*Dataset // what it is put together from
	by         []*Dataset // what each "standardize" step learns from
	rows       rowCache

	beside  []*Dataset // whose features go to a model's further inputs
	targets []*Dataset // whose targets count instead of its own; nil for its own
	weights *Dataset   // whose feature says what each row counts; nil for 1
}

func (d *Dataset) copy() *Dataset {
	return &Dataset{
		spec: d.spec, columns: d.columns, classNames: d.classNames,
		upload: d.upload, parts: d.parts, by: d.by,
		beside: slices.Clone(d.beside), targets: d.targets, weights: d.weights,
	}
}

// with returns the data set with one more step. What picks rows is done to all
// parts of a zipped one.
func (d *Dataset) with(op spec.Op) *Dataset {
	next := d.copy()
	next.spec = d.spec.With(op)
	if len(d.beside) > 0 && !op.PicksRows() || op.Kind == "where" {
		d.checkAlone(op.Kind)
	}
	if !op.PicksRows() {
		return next
	}
	each := func(parts []*Dataset) []*Dataset {
		var after []*Dataset
		for _, part := range parts {
			after = append(after, part.with(op))
		}
		return after
	}
	next.beside, next.targets = each(d.beside), each(d.targets)
	if d.weights != nil {
		next.weights = d.weights.with(op)
	}
	return next
}

// Len returns the number of rows.
func (d *Dataset) Len() int { return d.spec.Len() }

// Shape returns the shape of one row of features: [28 28] for MNIST.
func (d *Dataset) Shape() []int { return slices.Clone(d.spec.X.Shape) }

// Columns returns what the features are called, nil where they have no names.
func (d *Dataset) Columns() []string { return slices.Clone(d.columns) }

// Classes returns how many classes the targets tell apart, 0 where they are not
// classes.
func (d *Dataset) Classes() int { return d.spec.Classes }

// ClassNames returns what the classes are called, nil where they have no names:
// "Trouser" is class 1 of Fashion-MNIST.
func (d *Dataset) ClassNames() []string { return slices.Clone(d.classNames) }

// Scale multiplies the features: Scale(1.0 / 255) brings bytes to 0…1.
//
// Scale panics if factor is zero, NaN or infinite.
func (d *Dataset) Scale(factor float64) *Dataset {
	checkSetting("Scale", factor, factor != 0, "a number other than 0", "Scale(1.0 / 255)")
	return d.with(spec.Op{Kind: "scale", Factor: factor})
}

// Split cuts the data set in two: the first n rows and the others.
//
// Split panics unless 0 ≤ n ≤ Len.
func (d *Dataset) Split(n int) (first, rest *Dataset) {
	d.checkCount("Split", n)
	return d.slice(0, n), d.slice(n, d.Len())
}

// Take returns the first n rows.
//
// Take panics unless 0 ≤ n ≤ Len.
func (d *Dataset) Take(n int) *Dataset {
	d.checkCount("Take", n)
	return d.slice(0, n)
}

// Skip returns all but the first n rows.
//
// Skip panics unless 0 ≤ n ≤ Len.
func (d *Dataset) Skip(n int) *Dataset {
	d.checkCount("Skip", n)
	return d.slice(n, d.Len())
}

// Shuffle returns the rows in another order, the same for the same seed. Fit
// shuffles by itself, anew for each epoch; Shuffle is for data that come sorted,
// before a Split.
func (d *Dataset) Shuffle(seed uint64) *Dataset {
	return d.with(spec.Op{Kind: "shuffle", Seed: seed})
}

// String says what the data set holds, without reading it.
func (d *Dataset) String() string {
	return fmt.Sprintf("%d rows of shape %v", d.Len(), d.spec.X.Shape)
}

func (d *Dataset) slice(from, to int) *Dataset {
	return d.with(spec.Op{Kind: "slice", From: from, To: to})
}

func (d *Dataset) checkCount(method string, n int) {
	if n < 0 || n > d.Len() {
		panic(&Error{
			Who:      fmt.Sprintf("%s(%d)", method, n),
			Expected: fmt.Sprintf("at most the data set's %d rows", d.Len()),
			Got:      fmt.Sprint(n),
			Fix:      fmt.Sprintf("%s(%d)", method, min(max(n, 0), d.Len())),
		})
	}
}

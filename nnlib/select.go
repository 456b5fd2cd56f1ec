package nnlib

import (
	"fmt"
	"slices"
	"strings"

	"nnbook/kernel/spelling"
	"nnbook/nnlib/internal/spec"
)

// Select returns the data set with only the named features, in that order:
//
//	place := houses.Select("Latitude", "Longitude")
//
// [Dataset.Columns] lists the names. A feature may be named twice. Where features
// have no names, use [Dataset.SelectRange].
//
// Select panics for a name that is none of Columns, and without names.
func (d *Dataset) Select(columns ...string) *Dataset {
	positions := make([]int, len(columns))
	for i, name := range columns {
		if positions[i] = slices.Index(d.columns, name); positions[i] < 0 {
			panic(d.noColumn(name))
		}
	}
	return d.selected("Select", positions)
}

func (d *Dataset) noColumn(name string) *Error {
	expected, fix := "one of "+strings.Join(d.columns, ", "), ""
	if len(d.columns) == 0 {
		expected, fix = "features with names", "SelectRange(0, 5) for the first five"
	} else {
		near, _ := spelling.Nearest(name, d.columns)
		fix = fmt.Sprintf("Select(%q)", near)
	}
	return &Error{Who: "Select", Expected: expected, Got: fmt.Sprintf("%q", name), Fix: fix}
}

// SelectRange returns the data set with only the features from one position to
// before another, counted from 0: SelectRange(0, 5) keeps the first five. It is for
// rows that are vectors.
//
// SelectRange panics unless 0 ≤ from < to ≤ the number of features.
func (d *Dataset) SelectRange(from, to int) *Dataset {
	if width := d.spec.X.Shape.Size(); from < 0 || to <= from || to > width {
		panic(&Error{
			Who:      fmt.Sprintf("SelectRange(%d, %d)", from, to),
			Expected: fmt.Sprintf("positions within the %d features", width),
			Got:      fmt.Sprintf("%d to %d", from, to),
			Fix:      fmt.Sprintf("SelectRange(0, %d)", width),
		})
	}
	positions := make([]int, to-from)
	for i := range positions {
		positions[i] = from + i
	}
	return d.selected("SelectRange", positions)
}

func (d *Dataset) selected(who string, positions []int) *Dataset {
	if len(d.spec.X.Shape) != 1 {
		panic(&Error{
			Who:      who,
			Expected: "rows that are vectors, one value a feature",
			Got:      fmt.Sprintf("rows of shape %v", d.spec.X.Shape),
			Fix:      fmt.Sprintf("Reshape(%d) first", d.spec.X.Shape.Size()),
		})
	}
	if len(positions) == 0 {
		panic(&Error{Who: who, Expected: "at least one feature", Got: "none", Fix: fmt.Sprintf("SelectRange(0, %d)", d.spec.X.Shape[0])})
	}
	selected := d.with(spec.Op{Kind: "select", Columns: positions})
	selected.spec.X.Shape = spec.Shape{len(positions)}
	if d.columns != nil {
		selected.columns = make([]string, len(positions))
		for i, position := range positions {
			selected.columns[i] = d.columns[position]
		}
	}
	return selected
}

package nnlib

import (
	"fmt"
	"maps"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// CSV reads a table of your own, one row a line. Every column that is neither target
// nor left out becomes a feature, in the file's order; [Dataset.Columns] names them.
//
//	houses, err := nnlib.CSV("houses.csv",
//		nnlib.Target("price"), nnlib.OneHotColumns("town"), nnlib.IgnoreColumns("id"))
//
// The first line holds the columns' names unless all its fields are numbers: then it
// is a row, and columns are called "0", "1" and so on. Gzip may have compressed the
// file.
//
// Columns must hold finite numbers. About words see [OneHotColumns], [OrdinalColumn]
// and [Labels]; about values that are not there (an empty field, NA, N/A, NaN, null,
// None or ?) see [DropMissing] and [FillMissing].
//
// What is too large for memory is kept in a file that is gone with the kernel, and read
// as it is needed.
//
// Defaults: no target, fields parted by commas.
//
// The error names the file, the line, the column and what to do. CSV panics if options
// contradict each other.
func CSV(path string, options ...CSVOption) (*Dataset, error) {
	var table spec.Table
	for _, option := range options {
		option.csv(&table)
	}
	if len(table.Targets) > 0 && table.Labels != "" {
		panic(&Error{
			Who: "nnlib.CSV", Expected: "targets that are quantities or classes", Got: "nnlib.Target beside nnlib.Labels",
			Fix: fmt.Sprintf("nnlib.Labels(%q) alone", table.Labels),
		})
	}
	return fromFile(spec.File{Format: "csv", Path: path, Table: table})
}

// CSVOption says how [CSV] reads a file.
type CSVOption interface{ csv(*spec.Table) }

type csvOption func(*spec.Table)

func (o csvOption) csv(t *spec.Table) { o(t) }

// Target names the columns of [CSV] with the target, a quantity, or several.
func Target(columns ...string) CSVOption {
	checkColumns("nnlib.Target", columns)
	return csvOption(func(t *spec.Table) { t.Targets = columns })
}

// Labels names the column of [CSV] with the class of each row, as words or numbers.
// Classes are numbered from 0 in the order of numbers or of the alphabet, and
// [Dataset.ClassNames] tells what they were.
//
// Give the classes, in their order, where a file may lack some, such as one of test
// data: nnlib.Labels("size", "small", "medium", "large").
func Labels(column string, classes ...string) CSVOption {
	checkColumns("nnlib.Labels", []string{column})
	if len(classes) > 0 {
		checkColumns("nnlib.Labels", classes)
	}
	return csvOption(func(t *spec.Table) { t.Labels, t.Classes = column, classes })
}

// FeatureColumns names the columns of [CSV] that become features, in this order,
// instead of all that are left.
func FeatureColumns(columns ...string) CSVOption {
	checkColumns("nnlib.FeatureColumns", columns)
	return csvOption(func(t *spec.Table) { t.Features = columns })
}

// IgnoreColumns names columns of [CSV] to leave out.
func IgnoreColumns(columns ...string) CSVOption {
	checkColumns("nnlib.IgnoreColumns", columns)
	return csvOption(func(t *spec.Table) { t.Ignored = append(t.Ignored, columns...) })
}

// OneHotColumns names columns of [CSV] with words that have no order, such as towns.
// Each becomes as many features as there are words, of which one is 1 and the others
// are 0: "town=Bern", "town=Chur" and so on, in the order of the alphabet.
func OneHotColumns(columns ...string) CSVOption {
	checkColumns("nnlib.OneHotColumns", columns)
	return csvOption(func(t *spec.Table) { t.OneHot = append(t.OneHot, columns...) })
}

// OrdinalColumn names a column of [CSV] with words that have an order, which it lists:
// the first becomes 0, the second 1.
//
//	nnlib.OrdinalColumn("size", "small", "medium", "large")
func OrdinalColumn(column string, words ...string) CSVOption {
	checkColumns("nnlib.OrdinalColumn", []string{column})
	checkColumns("nnlib.OrdinalColumn", words)
	return csvOption(func(t *spec.Table) {
		t.Ordinal = maps.Clone(t.Ordinal)
		if t.Ordinal == nil {
			t.Ordinal = map[string][]string{}
		}
		t.Ordinal[column] = words
	})
}

// DropMissing lets [CSV] leave out rows in which a value is not there.
func DropMissing() CSVOption {
	return csvOption(func(t *spec.Table) { t.Missing = "drop" })
}

// FillMissing lets [CSV] put a number where a feature is not there; of a column by
// [OneHotColumns], all features are 0 then. A target must be there.
func FillMissing(value float64) CSVOption {
	checkSetting("nnlib.FillMissing", value, true, "a finite number", "nnlib.FillMissing(0)")
	return csvOption(func(t *spec.Table) { t.Missing, t.Fill = "fill", value })
}

// NoHeader tells [CSV] that the first line is a row, also where it holds words. Columns
// are called "0", "1" and so on.
func NoHeader() CSVOption {
	return csvOption(func(t *spec.Table) { t.NoHeader = true })
}

// Delimiter tells [CSV] what parts fields: ';' or '\t'.
//
// Delimiter panics for a quote or an end of line.
func Delimiter(delimiter rune) CSVOption {
	if delimiter < ' ' && delimiter != '\t' || delimiter == '"' || delimiter == '\ufffd' {
		panic(&Error{Who: "nnlib.Delimiter", Expected: "a character that parts fields", Got: fmt.Sprintf("%q", delimiter), Fix: "nnlib.Delimiter(';')"})
	}
	return csvOption(func(t *spec.Table) { t.Delimiter = delimiter })
}

// checkColumns panics for no names, and for a name that comes twice.
func checkColumns(who string, names []string) {
	sorted := slices.Sorted(slices.Values(names))
	if len(names) == 0 || len(slices.Compact(sorted)) < len(names) {
		panic(&Error{Who: who, Expected: "names, each once", Got: fmt.Sprintf("%q", names), Fix: who + `("age", "income")`})
	}
}

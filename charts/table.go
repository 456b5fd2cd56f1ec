package charts

import (
	"fmt"
	"math"
	"slices"
)

// Table is rows of named features with a target each, such as nnlib's
// CaliforniaHousing.
type Table interface {
	Targets

	// Columns returns the names of the features. It may be nil.
	Columns() []string
}

// columnsOf is a table, a column each; the target is the last one.
type columnsOf struct {
	names  []string
	values [][]float64
	target bool // the last one is the target
}

// mostColumns is how many features a chart shows at most.
const mostColumns = 24

// readColumns reads a table's first features and its target.
func readColumns(table Table) columnsOf {
	var c columnsOf
	names := table.Columns()
	for i := range table.Len() {
		features, targets := table.Row(i)
		row := features[:min(len(features), mostColumns)]
		if i == 0 {
			for j := range row {
				c.names = append(c.names, columnName(names, j))
			}
			if c.target = len(targets) > 0; c.target {
				c.names = append(c.names, "target")
			}
			c.values = make([][]float64, len(c.names))
		}
		for j, v := range row {
			c.values[j] = append(c.values[j], float64(v))
		}
		if c.target {
			last := len(c.values) - 1
			c.values[last] = append(c.values[last], float64(targets[0]))
		}
	}
	return c
}

func columnName(names []string, j int) string {
	if j < len(names) && names[j] != "" {
		return names[j]
	}
	return fmt.Sprintf("feature %d", j)
}

// noRows is the chart of a table without any.
func noRows() *Chart {
	return &Chart{text: "No rows to show: the data set is empty. " +
		"Check what Take, Skip or Split left of it, for example fmt.Println(train.Len())."}
}

// numbers returns the values that are numbers, and how many are not.
func numbers(all []float64) (kept []float64, left int) {
	kept = make([]float64, 0, len(all))
	for _, v := range all {
		if finite(v) {
			kept = append(kept, v)
		}
	}
	return kept, len(all) - len(kept)
}

// moments returns mean and standard deviation.
func moments(all []float64) (mean, deviation float64) {
	for _, v := range all {
		mean += v / float64(len(all))
	}
	for _, v := range all {
		deviation += (v - mean) * (v - mean) / float64(len(all))
	}
	return mean, math.Sqrt(deviation)
}

// correlation returns Pearson's, over the places where both are numbers; NaN where one
// of them never changes.
func correlation(a, b []float64) float64 {
	var x, y []float64
	for i := range a {
		if finite(a[i]) && finite(b[i]) {
			x, y = append(x, a[i]), append(y, b[i])
		}
	}
	if constant(x) || constant(y) {
		return math.NaN() // before sums, which round
	}
	meanX, deviationX := moments(x)
	meanY, deviationY := moments(y)
	sum := 0.0
	for i := range x {
		sum += (x[i] - meanX) * (y[i] - meanY) / float64(len(x))
	}
	return max(-1, min(1, sum/(deviationX*deviationY)))
}

// constant says whether all values are the same, or there are none.
func constant(all []float64) bool {
	return len(all) == 0 || slices.Min(all) == slices.Max(all)
}

// coefficient writes a correlation.
func coefficient(r float64) string {
	if math.IsNaN(r) {
		return "not defined"
	}
	return fmt.Sprintf("%.2f", r)
}

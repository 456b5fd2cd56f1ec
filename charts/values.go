package charts

import (
	"fmt"
	"math"
	"slices"
)

// ValueOption changes how charts of quantities draw: [Units].
type ValueOption interface {
	MapOption
	applyValues(*measured)
}

type unitsOption string

func (o unitsOption) applyValues(m *measured) { m.units = string(o) }

// Units says in what the values are measured, such as "100,000 dollars".
func Units(text string) ValueOption { return unitsOption(text) }

// measured are rows with a true value each, and what a model predicted for it.
type measured struct {
	units string
	pairs []point // what is actual and what was predicted, of all rows
}

// measure pairs predictions with targets. It panics unless there are as many of both,
// and for a row without a target.
func measure(who string, predictions Predictions, targets Targets, options []ValueOption) *measured {
	m := &measured{}
	for _, o := range options {
		o.applyValues(m)
	}
	n := targets.Len()
	if rows, columns := predictions.Dims(); rows != n || n > 0 && columns < 1 {
		panic(fmt.Errorf("charts.%s: %s but predictions of shape [%d %d]; "+
			"predict the very rows that are drawn: charts.%[1]s(model.Predict(test), test)",
			who, plural(n, "row"), rows, columns))
	}
	for i := range n {
		_, actual := targets.Row(i)
		if len(actual) == 0 {
			panic(fmt.Errorf("charts.%s: row %d has no target; give a data set with targets", who, i))
		}
		m.pairs = append(m.pairs, point{float64(actual[0]), predictions.At(i, 0)})
	}
	return m
}

// nothing returns a chart that says why there is nothing to draw, nil if there is.
func (m *measured) nothing() *Chart {
	if m.known() > 0 {
		return nil
	}
	return &Chart{text: fmt.Sprintf("Nothing to compare: of %s, none has a predicted and an actual value that are numbers. "+
		"Check what Take, Skip or Split left of the data, and the loss of the training.", plural(len(m.pairs), "row"))}
}

// named is an axis with its units.
func (m *measured) named(axis string) string { return withUnits(axis, m.units) }

// withUnits names a quantity: "actual (dollars)".
func withUnits(name, units string) string {
	if units == "" {
		return name
	}
	return name + " (" + units + ")"
}

// isKnown says whether both of a pair are numbers.
func (p point) isKnown() bool { return finite(p.x) && finite(p.y) }

func (m *measured) known() (n int) {
	for _, p := range m.pairs {
		if p.isKnown() {
			n++
		}
	}
	return n
}

// actual returns the smallest and the largest true value.
func (m *measured) actual() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, p := range m.pairs {
		if p.isKnown() {
			low, high = min(low, p.x), max(high, p.x)
		}
	}
	return low, high
}

// capped counts the rows with the largest true value, where they are so many that the
// value looks like a limit: at least ten, and one in a hundred, but not all.
func (m *measured) capped() int {
	low, high := m.actual()
	n := 0
	for _, p := range m.pairs {
		if p.isKnown() && p.x == high {
			n++
		}
	}
	if n < 10 || 100*n < len(m.pairs) || low == high {
		return 0
	}
	return n
}

// errors returns the root of the mean squared error, the mean absolute error, and R²:
// the share of the true values' variance that the predictions explain, which is not
// finite where they do not vary.
func (m *measured) errors() (root, absolute, explained float64) {
	n, mean := float64(m.known()), 0.0
	for _, p := range m.pairs {
		if p.isKnown() {
			mean += p.x / n
		}
	}
	squares, variance := 0.0, 0.0
	for _, p := range m.pairs {
		if p.isKnown() {
			off := p.y - p.x
			squares, absolute = squares+off*off/n, absolute+math.Abs(off)/n
			variance += (p.x - mean) * (p.x - mean) / n
		}
	}
	if low, high := m.actual(); low == high {
		variance = 0 // which sums only come near
	}
	return math.Sqrt(squares), absolute, 1 - squares/variance
}

// withoutNumbers tells of rows that can't be drawn, in words that end a sentence.
func (m *measured) withoutNumbers() string {
	if n := len(m.pairs) - m.known(); n > 0 {
		return fmt.Sprintf("; %s without numbers", plural(n, "row"))
	}
	return ""
}

// evenly returns at most limit of the points, evenly picked.
func evenly(points []point, limit int) []point {
	if len(points) <= limit {
		return points
	}
	kept := make([]point, limit)
	for i := range kept {
		kept[i] = points[i*len(points)/limit]
	}
	return kept
}

// quantiles returns the values below which the given shares of all lie. The values
// must be numbers.
func quantiles(all []float64, shares ...float64) []float64 {
	sorted := slices.Sorted(slices.Values(all))
	out := make([]float64, len(shares))
	for i, q := range shares {
		at := q * float64(len(sorted)-1)
		below := int(at)
		above := min(below+1, len(sorted)-1)
		out[i] = sorted[below] + (at-float64(below))*(sorted[above]-sorted[below])
	}
	return out
}

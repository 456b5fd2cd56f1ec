package charts

import (
	"fmt"
	"math"
)

// Targets are the rows that a model was asked about, with what is true of each, such
// as nnlib's Dataset.
type Targets interface {
	Len() int

	// Row returns one row's features and its targets, of which the first is drawn.
	Row(i int) (features, targets []float32)
}

// mostPoints bounds what one chart adds to a notebook's file.
const mostPoints = 2000

// ScatterOption changes how [PredictedVsActual] draws: [Units].
type ScatterOption interface{ applyScatter(*scatter) }

type scatterOption func(*scatter)

func (o scatterOption) applyScatter(s *scatter) { o(s) }

// Units says in what the values are measured, such as "100,000 dollars".
func Units(text string) ScatterOption { return scatterOption(func(s *scatter) { s.units = text }) }

// scatter is a chart of pairs in the making.
type scatter struct {
	units string
	pairs []point // what is actual and what was predicted, of all rows
}

// PredictedVsActual returns a chart with a point for each row: across, its true value,
// and upwards, what a model predicted for it. On the diagonal they are the same. The
// first column of predictions and the first target of each row are drawn.
//
// Of more than 2000 rows about 2000 are drawn, evenly picked, and the subtitle says so;
// the numbers in its sentence are those of all rows. When many rows share the largest
// true value, as where values were capped, their points are drawn apart. The axes cover
// the true values and half as much again on both sides; the sentence tells how many
// predictions lie outside.
//
// PredictedVsActual panics if predictions and targets are not of the same length.
func PredictedVsActual(predictions Predictions, targets Targets, options ...ScatterOption) *Chart {
	s := &scatter{}
	for _, o := range options {
		o.applyScatter(s)
	}
	n := targets.Len()
	if rows, columns := predictions.Dims(); rows != n || n > 0 && columns < 1 {
		panic(fmt.Errorf("charts.PredictedVsActual: %s but predictions of shape [%d %d]; "+
			"predict the very rows that are drawn: charts.PredictedVsActual(model.Predict(test), test)",
			plural(n, "row"), rows, columns))
	}
	for i := range n {
		_, actual := targets.Row(i)
		if len(actual) == 0 {
			panic(fmt.Errorf("charts.PredictedVsActual: row %d has no target; give a data set with targets", i))
		}
		s.pairs = append(s.pairs, point{float64(actual[0]), predictions.At(i, 0)})
	}
	if s.known() == 0 {
		return &Chart{text: fmt.Sprintf("Nothing to compare: of %s, none has a predicted and an actual value that are numbers. "+
			"Check what Take, Skip or Split left of the data, and the loss of the training.", plural(n, "row"))}
	}
	return s.chart()
}

// isKnown says whether both of a pair are numbers.
func (p point) isKnown() bool { return finite(p.x) && finite(p.y) }

func (s *scatter) known() (n int) {
	for _, p := range s.pairs {
		if p.isKnown() {
			n++
		}
	}
	return n
}

// actual returns the smallest and the largest true value.
func (s *scatter) actual() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, p := range s.pairs {
		if p.isKnown() {
			low, high = min(low, p.x), max(high, p.x)
		}
	}
	return low, high
}

// capped counts the rows with the largest true value, where they are so many that the
// value looks like a limit: at least ten, and one in a hundred, but not all.
func (s *scatter) capped() int {
	low, high := s.actual()
	n := 0
	for _, p := range s.pairs {
		if p.isKnown() && p.x == high {
			n++
		}
	}
	if n < 10 || 100*n < len(s.pairs) || low == high {
		return 0
	}
	return n
}

// errors returns the root of the mean squared error, the mean absolute error, and R²:
// the share of the true values' variance that the predictions explain.
func (s *scatter) errors() (root, absolute, explained float64) {
	n, mean := float64(s.known()), 0.0
	for _, p := range s.pairs {
		if p.isKnown() {
			mean += p.x / n
		}
	}
	squares, variance := 0.0, 0.0
	for _, p := range s.pairs {
		if p.isKnown() {
			off := p.y - p.x
			squares, absolute = squares+off*off/n, absolute+math.Abs(off)/n
			variance += (p.x - mean) * (p.x - mean) / n
		}
	}
	return math.Sqrt(squares), absolute, 1 - squares/variance
}

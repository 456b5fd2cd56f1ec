package charts

import (
	"fmt"
	"math"
)

// Predictions are a model's outputs, a row for each sample and a column for each
// class, as gonum's mat.Matrix has them. A single column is the probability of class 1
// in place of class 0.
type Predictions interface {
	Dims() (rows, columns int)
	At(row, column int) float64
}

// verdict is what a model says about one picture.
type verdict struct {
	class      int // -1 when the outputs are not numbers
	confidence float64
}

// name returns what the class is called.
func (v verdict) name(names classNames) string {
	if v.class < 0 {
		return "NaN"
	}
	return names.of(v.class)
}

// say returns the class with how sure the model is of it.
func (v verdict) say(names classNames) string {
	if v.class < 0 {
		return "nothing (NaN)"
	}
	return fmt.Sprintf("%s (%s sure)", names.of(v.class), percent(v.confidence))
}

// classes returns the verdict of each row. It panics when there isn't one row for
// each of n pictures.
func classes(p Predictions, n int) []verdict {
	rows, columns := p.Dims()
	if rows != n || columns < 1 {
		panic(fmt.Errorf("charts.Digits: %s but predictions of shape [%d %d], expected [%d classes]; "+
			"predict the very samples that are drawn: charts.Digits(sample, charts.Predicted(model.Predict(sample)))",
			plural(n, "picture"), rows, columns, n))
	}
	verdicts := make([]verdict, n)
	for i := range verdicts {
		verdicts[i] = classOf(p, i, columns)
	}
	return verdicts
}

func classOf(p Predictions, row, columns int) verdict {
	if columns == 1 {
		return binary(p.At(row, 0))
	}
	v := verdict{class: -1}
	for c := range columns {
		if q := p.At(row, c); !math.IsNaN(q) && (v.class < 0 || q > v.confidence) {
			v = verdict{c, q}
		}
	}
	return v
}

func binary(p float64) verdict {
	switch {
	case math.IsNaN(p):
		return verdict{class: -1}
	case p > 0.5:
		return verdict{1, p}
	}
	return verdict{0, 1 - p}
}

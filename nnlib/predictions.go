package nnlib

import (
	"fmt"
	"slices"
	"strings"

	"nnbook/nnlib/internal/wire"
)

// Predictions are a model's outputs, one row for each row of data: with a
// [Softmax] at the end, the probabilities of the classes.
type Predictions struct {
	shape   []int // rows first
	columns int
	values  []float32

	names   []string // of the model's outputs
	outputs []*Predictions
}

// newPredictions makes the predictions of all outputs, and returns the first's.
func newPredictions(outputs wire.Variables) *Predictions {
	all := []*Predictions{}
	for _, array := range outputs.Arrays {
		all = append(all, predictionsOf(array))
	}
	if len(all) == 0 {
		all = append(all, predictionsOf(wire.Array{}))
	}
	all[0].names, all[0].outputs = outputs.Names, all
	return all[0]
}

// Output returns the predictions of one of the model's outputs, which the name of
// its layer tells.
//
// Output panics for a name that is none.
func (p *Predictions) Output(name string) *Predictions {
	if i := slices.Index(p.names, name); i >= 0 {
		return p.outputs[i]
	}
	panic(&Error{
		Who:      "Predictions.Output",
		Expected: "the name of an output, one of " + strings.Join(quoted(p.names), ", "),
		Got:      fmt.Sprintf("%q", name),
		Fix:      fmt.Sprintf("predictions.Output(%q)", strings.Join(p.names[:min(1, len(p.names))], "")),
	})
}

func predictionsOf(array wire.Array) *Predictions {
	p := &Predictions{shape: array.Shape, columns: 1, values: array.Float32s()}
	if len(p.shape) == 0 {
		p.shape = []int{0}
	}
	for _, n := range p.shape[1:] {
		p.columns *= n
	}
	return p
}

// Dims returns the numbers of rows and of outputs in a row.
func (p *Predictions) Dims() (rows, columns int) { return p.shape[0], p.columns }

// Shape returns the sizes of all axes, the rows first: [15 10].
func (p *Predictions) Shape() []int { return slices.Clone(p.shape) }

// At returns one output. It panics for a row or column that is not there.
func (p *Predictions) At(row, column int) float64 {
	values := p.row(row)
	if column < 0 || column >= len(values) {
		panic(&Error{
			Who:      "Predictions",
			Expected: fmt.Sprintf("a column from 0 to %d", len(values)-1),
			Got:      fmt.Sprint(column),
			Fix:      "_, columns := predictions.Dims()",
		})
	}
	return float64(values[column])
}

// Row returns the outputs for one row of data. It panics for a row that is not
// there.
func (p *Predictions) Row(row int) []float32 { return slices.Clone(p.row(row)) }

func (p *Predictions) row(i int) []float32 {
	if i < 0 || i >= p.shape[0] {
		panic(&Error{
			Who:      "Predictions",
			Expected: fmt.Sprintf("a row from 0 to %d", p.shape[0]-1),
			Got:      fmt.Sprint(i),
			Fix:      "rows, _ := predictions.Dims()",
		})
	}
	return p.values[i*p.columns : (i+1)*p.columns]
}

// ArgMax returns for each row the column of its largest output, which is the
// class that the model thinks most probable; the first of equal ones.
func (p *Predictions) ArgMax() []int {
	classes := make([]int, p.shape[0])
	for i := range classes {
		for j, value := range p.row(i) {
			if value > p.row(i)[classes[i]] {
				classes[i] = j
			}
		}
	}
	return classes
}

// String writes the outputs a row a line, at most ten rows of ten columns.
func (p *Predictions) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, "predictions of shape %v", p.shape)
	for i := range min(10, p.shape[0]) {
		text.WriteByte('\n')
		for j, value := range p.row(i)[:min(10, p.columns)] {
			if j > 0 {
				text.WriteByte(' ')
			}
			fmt.Fprintf(&text, "%.4f", value)
		}
		if p.columns > 10 {
			text.WriteString(" …")
		}
	}
	if p.shape[0] > 10 {
		text.WriteString("\n…")
	}
	return text.String()
}

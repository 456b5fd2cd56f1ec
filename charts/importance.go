package charts

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// Predict is a model as a function: it returns the predictions for rows of features, such
// as
//
//	func(rows [][]float32) charts.Predictions { return model.Predict(nnlib.Unlabeled(rows)) }
type Predict func(rows [][]float32) Predictions

// repeats is how often a column is shuffled, and mostAsked how many rows are asked.
const (
	repeats   = 3
	mostAsked = 2000
)

// importance is how much worse a model is without one column.
type importance struct {
	name        string
	mean        float64
	least, most float64
}

// PermutationImportance returns a chart of how much each column matters to a model: how
// much larger its root mean squared error becomes when that column is shuffled among the
// rows, so that it says nothing any more. For labelled rows it is how much smaller the
// share of rows that are taken right becomes.
//
// Each column is shuffled three times, always in the same way; the bar is the mean, the
// thin line reaches from the least to the most. Of more than 2000 rows 2000 are asked,
// evenly picked, and of more than 24 columns the first 24. A column near 0 can still
// matter where another one says the same.
//
// Source: Breiman, "Random Forests", Machine Learning 45, 2001.
func PermutationImportance(table Table, predict Predict, options ...ValueOption) *Chart {
	n := min(table.Len(), mostAsked)
	switch n {
	case 0:
		return noRows()
	case 1:
		return &Chart{text: "No importance to show: a column of one row can't be shuffled. Give a table of more rows."}
	}
	m := &measured{}
	for _, o := range options {
		o.applyValues(m)
	}
	a := ask(table, n)
	whole := a.fault(predict(a.rows))
	if !finite(whole) {
		return &Chart{text: "No importance to show: the predictions are not numbers. Check the loss of the training."}
	}
	names := table.Columns()
	var all []importance
	for j := range min(len(a.rows[0]), mostColumns) {
		all = append(all, a.without(j, columnName(names, j), whole, predict))
	}
	slices.SortStableFunc(all, func(x, y importance) int { return cmp.Compare(y.mean, x.mean) })
	return drawImportance(all, whole, a, m.units)
}

// asked are the rows that a model is asked about, with what is true of them.
type asked struct {
	rows   [][]float32
	values []float64
	labels []int // nil unless the rows are labelled
}

func ask(table Table, n int) asked {
	var a asked
	labelled, _ := table.(interface{ Label(i int) (int, bool) })
	for i := range n {
		at := i * table.Len() / n
		features, targets := table.Row(at)
		if len(targets) == 0 {
			panic(fmt.Errorf("charts.PermutationImportance: row %d has no target; give a data set with targets", at))
		}
		a.rows, a.values = append(a.rows, slices.Clone(features)), append(a.values, float64(targets[0]))
		if labelled != nil {
			if label, ok := labelled.Label(at); ok {
				a.labels = append(a.labels, label)
			}
		}
	}
	if len(a.labels) < n {
		a.labels = nil
	}
	return a
}

// fault is how wrong predictions are: the share of wrong classes, or the root of the
// mean squared error.
func (a asked) fault(p Predictions) float64 {
	rows, columns := p.Dims()
	if rows != len(a.rows) || columns < 1 {
		panic(fmt.Errorf("charts.PermutationImportance: predict returned shape [%d %d] for %s; return a row for each row, in their order",
			rows, columns, plural(len(a.rows), "row")))
	}
	sum := 0.0
	for i := range a.rows {
		switch {
		case a.labels == nil:
			off := p.At(i, 0) - a.values[i]
			sum += off * off
		case classOf(p, i, columns).class != a.labels[i]:
			sum++
		}
	}
	if a.labels != nil {
		return sum / float64(rows)
	}
	return math.Sqrt(sum / float64(rows))
}

// without shuffles a column and puts it back.
func (a asked) without(column int, name string, whole float64, predict Predict) importance {
	random := rand.New(rand.NewPCG(1, uint64(column)))
	i := importance{name: name, least: math.Inf(1), most: math.Inf(-1)}
	before := make([]float32, len(a.rows))
	for k, row := range a.rows {
		before[k] = row[column]
	}
	for range repeats {
		for k, from := range random.Perm(len(before)) {
			a.rows[k][column] = before[from]
		}
		worse := a.fault(predict(a.rows)) - whole
		i.mean += worse / repeats
		i.least, i.most = min(i.least, worse), max(i.most, worse)
	}
	for k, row := range a.rows {
		row[column] = before[k]
	}
	return i
}

func drawImportance(all []importance, whole float64, a asked, units string) *Chart {
	what, measure := withUnits("how much the RMSE grows", units), "RMSE "+short(whole)
	if a.labels != nil {
		what, measure = "how much accuracy falls", "accuracy "+short(1-whole)
	}
	var names, said []string
	var bars []bar
	var spans []series
	for i, one := range all {
		names = append(names, one.name)
		said = append(said, one.name+" "+short(one.mean))
		bars = append(bars, bar{
			Name:  fmt.Sprintf("%s: %s, from %s to %s", one.name, short(one.mean), short(one.least), short(one.most)),
			Value: values{one.mean, float64(i)},
		})
		s := line("", []point{{one.least, float64(i)}, {one.most, float64(i)}}, ink, "solid")
		s.ID, s.Silent, s.Z = "spread of "+one.name, true, 3
		spans = append(spans, s)
	}
	text := fmt.Sprintf("Permutation importance over %s with %s: %s grows when shuffled by: %s.", plural(len(a.rows), "row"), measure,
		map[bool]string{true: "the error", false: "the RMSE"}[a.labels != nil], strings.Join(said, ", "))
	o := newOption("Permutation importance", measure+" with all columns · each shuffled 3 times", text)
	o.Tooltip.Trigger, o.Tooltip.Formatter = "item", "{b}"
	o.addPlot(onlyPlot(belowHead), scale{name: what, zero: true}, scale{names: names, reversed: true})
	o.Series = append([]series{{
		ID: "importance", Name: "importance", Type: "bar", BarWidth: "60%", Data: bars,
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: trainingColor, Opacity: opts.Float(0.85)}},
	}}, spans...)
	return headed(Chart{option: o, text: text, width: scatterWidth, height: belowHead + 60 + 30*len(names)})
}

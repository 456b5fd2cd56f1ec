package charts

import (
	"fmt"
	"math"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// Sizes of a partial dependence: how many values of a column are tried, and with how
// many rows.
const (
	triedValues = 20
	triedRows   = 200
)

// PartialDependence returns a small plot for each named column: what a model predicts on
// average when all rows have the same value there, and are otherwise as they are. All
// plots have one upward axis, so that a flat line is a column that the model hardly
// heeds. Without names all columns are drawn, at most 24.
//
// Twenty values are tried, from the 1st to the 99th percentile of the column, with 200 of
// the rows, evenly picked. The predictions' first column is drawn. Where columns depend on
// each other, as rooms and bedrooms do, rows are asked for that do not exist.
//
// PartialDependence panics for a column that the table has not.
//
// Source: Friedman, "Greedy function approximation", Annals of Statistics 29, 2001.
func PartialDependence(table Table, predict Predict, columns ...string) *Chart {
	if table.Len() == 0 {
		return noRows()
	}
	c := readColumns(table)
	if c.target {
		c.names = c.names[:len(c.names)-1]
	}
	var picked []int
	for _, name := range columns {
		picked = append(picked, c.find("PartialDependence", name))
	}
	if picked == nil {
		picked = indices(len(c.names))
	}
	rows := someRows(table, triedRows)
	low, high := math.Inf(1), math.Inf(-1)
	var curves [][]point
	var said []string
	for _, j := range picked {
		curve := depend(rows, c.values[j], j, predict)
		curves = append(curves, curve)
		least, most := math.Inf(1), math.Inf(-1)
		for _, p := range curve {
			least, most = min(least, p.y), max(most, p.y)
		}
		low, high = min(low, least), max(high, most)
		said = append(said, fmt.Sprintf("%s from %s to %s", c.names[j], short(least), short(most)))
	}
	if !finite(low) || !finite(high) {
		return &Chart{text: "No dependence to show: the predictions are not numbers. Check the loss of the training."}
	}
	text := fmt.Sprintf("Partial dependence, the mean prediction over %s as one column changes: %s.", plural(len(rows), "row"), strings.Join(said, ", "))
	o := newOption("Partial dependence", fmt.Sprintf("mean prediction over %s as one column changes", plural(len(rows), "row")), text)
	o.Tooltip.Trigger = "axis"
	b := newBins(low, high, 8)
	for i, j := range picked {
		top := headHeight + i/smallColumns*smallPitch
		at := cell(i%smallColumns, smallColumns, top+panelTitle, smallHeight)
		o.addHeading(clip(c.names[j], figureWidth/smallColumns/headingChar), at, top)
		x := curves[i]
		feature := scale{low: x[0].x, high: x[len(x)-1].x, ticks: 3, bare: true}
		feature.pointer, feature.decimals = clip(c.names[j], nameLetters)+" {value}", digitsFor(x[len(x)-1].x-x[0].x)
		plot := o.addPlot(at, feature, scale{low: b.low, high: b.high(), ticks: 3})
		o.XAxis[plot].hideEnds()
		s := line("mean prediction", x, trainingColor, "solid").on(plot)
		s.ID = c.names[j]
		o.Series = append(o.Series, s)
	}
	o.Animation = opts.Bool(false)
	lines := (len(picked) + smallColumns - 1) / smallColumns
	return headed(Chart{option: o, text: text, width: figureWidth, height: headHeight + lines*smallPitch})
}

// someRows copies the features of at most n rows, evenly picked.
func someRows(table Table, n int) [][]float32 {
	n = min(n, table.Len())
	rows := make([][]float32, n)
	for i := range rows {
		features, _ := table.Row(i * table.Len() / n)
		rows[i] = append([]float32(nil), features...)
	}
	return rows
}

// depend asks for all rows at once with each value of one column, so that a model is
// called once a column.
func depend(rows [][]float32, column []float64, j int, predict Predict) []point {
	known, _ := numbers(column)
	if len(known) == 0 {
		known = []float64{0}
	}
	q := quantiles(known, 0.01, 0.99)
	if q[0] == q[1] {
		q[1] = q[0] + 1
	}
	curve := make([]point, triedValues)
	var all [][]float32
	for i := range curve {
		curve[i].x = q[0] + (q[1]-q[0])*float64(i)/(triedValues-1)
		for _, row := range rows {
			changed := append([]float32(nil), row...)
			changed[j] = float32(curve[i].x)
			all = append(all, changed)
		}
	}
	p := predict(all)
	if n, columns := p.Dims(); n != len(all) || columns < 1 {
		panic(fmt.Errorf("charts.PartialDependence: predict returned shape [%d %d] for %d rows; return a row for each row, in their order", n, columns, len(all)))
	}
	for k := range all {
		curve[k/len(rows)].y += p.At(k, 0) / float64(len(rows))
	}
	return curve
}

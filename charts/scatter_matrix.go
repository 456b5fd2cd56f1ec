package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// mostPaired is how many columns a scatter matrix pairs at most, and pairedPoints how
// many points it draws of each pair.
const (
	mostPaired   = 5
	pairedPoints = 120
)

// ScatterMatrix returns plots of each two columns against each other, and histograms of
// the single ones on the diagonal. Name up to five columns, among which "target" is the
// target; without names these are the target and the three features that correlate most
// with it.
//
// Each plot shows 120 of the rows, evenly picked, and each axis the values from the
// 0.5th to the 99.5th percentile and half as much again on both sides.
//
// ScatterMatrix panics for a column that the table has not, and for more than five.
func ScatterMatrix(table Table, columns ...string) *Chart {
	if table.Len() == 0 {
		return noRows()
	}
	c := readColumns(table)
	picked := c.pick("ScatterMatrix", columns)
	names := make([]string, len(picked))
	for i, j := range picked {
		names[i] = c.names[j]
	}
	var said []string
	for i := range picked {
		for k := range i {
			said = append(said, fmt.Sprintf("%s and %s %s", names[k], names[i], coefficient(correlation(c.values[picked[k]], c.values[picked[i]]))))
		}
	}
	text := fmt.Sprintf("Scatter matrix of %s in %s; correlations: %s.", strings.Join(names, ", "), plural(table.Len(), "row"), strings.Join(said, ", "))
	subtitle := plural(table.Len(), "row")
	if table.Len() > pairedPoints {
		subtitle = fmt.Sprintf("%d of %d rows drawn in each plot, all in the histograms", pairedPoints, table.Len())
	}
	o := newOption("Each two columns", subtitle, text)
	o.Animation = opts.Bool(false)
	o.Tooltip.Trigger = "item"
	const below = 34
	left := 34
	for _, j := range picked[1:] {
		left = max(left, c.scale(j).numberWidth()+34)
	}
	side := (figureWidth - left - edge) / len(picked)
	for i, down := range picked {
		for k, over := range picked[:i+1] {
			at := opts.Grid{Left: pixels(left + k*side), Top: pixels(belowHead + i*side), Width: pixels(side - 12), Height: pixels(side - 12)}
			o.addPair(at, c, over, down, k == 0, i == len(picked)-1)
			o.YAxis[len(o.YAxis)-1].NameGap = left - 18
		}
	}
	return headed(Chart{option: o, text: text, fixed: true, width: figureWidth, height: belowHead + side*len(picked) + below})
}

// addPair draws one column over another, or the histogram of one. Only the plots at
// the edges say what their axes are.
func (o *option) addPair(at opts.Grid, c columnsOf, over, down int, first, last bool) {
	x, y := c.scale(over), c.scale(down)
	x.name, y.name = "", ""
	if last {
		x.name = clip(c.names[over], nameLetters)
	}
	if first && over != down {
		y.name = clip(c.names[down], nameLetters)
	}
	if over == down {
		y = scale{zero: true, whole: true}
	}
	plot := o.addPlot(at, x, y)
	o.Grid[plot].OuterBoundsMode, o.Grid[plot].OuterBoundsContain = "none", ""
	o.XAxis[plot].NameGap = 18
	for _, a := range []*axis{&o.XAxis[plot], &o.YAxis[plot]} {
		a.hideEnds()
		a.SplitLine = &opts.SplitLine{Show: opts.Bool(false)}
	}
	o.XAxis[plot].AxisLabel.Show = opts.Bool(last)
	o.YAxis[plot].AxisLabel.Show = opts.Bool(first && over != down)
	if over == down {
		known, _ := numbers(c.values[over])
		b := newBins(x.low.(float64), x.high.(float64), 20)
		for _, v := range known {
			b.add(v)
		}
		o.Grid[plot].Tooltip = &opts.Tooltip{Trigger: "axis"}
		h := histogram(c.names[over], b.steps(), trainingColor).on(plot)
		h.ID = fmt.Sprintf("histogram %d", over)
		o.Series = append(o.Series, h)
		return
	}
	var points []point
	for i, v := range c.values[over] {
		p := point{v, c.values[down][i]}
		if p.isKnown() && v >= x.low.(float64) && v <= x.high.(float64) && p.y >= y.low.(float64) && p.y <= y.high.(float64) {
			points = append(points, p)
		}
	}
	s := dots(c.names[down], evenly(points, pairedPoints), trainingColor, "circle").on(plot)
	s.ID, s.SymbolSize = fmt.Sprintf("pair %d %d", over, down), 3.5
	s.Dimensions, s.Encode = []string{c.names[over], c.names[down]}, map[string]any{"tooltip": []int{0, 1}}
	o.Series = append(o.Series, s)
}

// scale is the axis of a column.
func (c columnsOf) scale(column int) scale {
	known, _ := numbers(c.values[column])
	if len(known) == 0 {
		known = []float64{0}
	}
	low, high := mostOf(known)
	b := newBins(low, high, 10)
	return scale{low: b.low, high: b.high(), ticks: 3}
}

// pick returns the positions of named columns, or of the most telling ones.
func (c columnsOf) pick(who string, names []string) []int {
	if len(names) > mostPaired {
		panic(fmt.Errorf("charts.%s: %d columns, but more than %d do not fit; leave some out", who, len(names), mostPaired))
	}
	var picked []int
	for _, name := range names {
		picked = append(picked, c.find(who, name))
	}
	if picked == nil {
		picked = c.telling(min(4, len(c.names)))
	}
	return picked
}

// find returns the position of a column. It panics if there is none of that name.
func (c columnsOf) find(who, name string) int {
	j := slices.Index(c.names, name)
	if j < 0 {
		panic(fmt.Errorf("charts.%s: no column is called %q; the table has %s", who, name, strings.Join(c.names, ", ")))
	}
	return j
}

// telling returns the target and the columns that correlate most with it, or the first
// columns of a table without target.
func (c columnsOf) telling(n int) []int {
	all := indices(len(c.names))
	if !c.target {
		return all[:n]
	}
	last := len(all) - 1
	with := make([]float64, len(all))
	for j := range all {
		if r := correlation(c.values[j], c.values[last]); !math.IsNaN(r) {
			with[j] = math.Abs(r)
		}
	}
	features := all[:last]
	slices.SortStableFunc(features, func(a, b int) int { return cmp.Compare(with[b], with[a]) })
	picked := slices.Clone(features[:n-1])
	return append(picked, last)
}

package charts

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// opposites are the colours of -1 to 1: orange, nothing, blue.
var opposites = []string{"#D55E00", "#EFB48A", "#F4F4F4", "#8DBFE0", "#0072B2"}

// CorrelationHeatMap returns a table of how features and the target go together:
// Pearson's correlation of each two columns. Blue, up to 1, means that they rise
// together, orange, down to -1, that one falls as the other rises; pale is little of
// either, or something that a straight line does not catch.
//
// Up to 12 columns each field shows its number. Of more than 24 features the first 24
// are drawn.
func CorrelationHeatMap(table Table) *Chart {
	if table.Len() == 0 {
		return noRows()
	}
	c := readColumns(table)
	n := len(c.names)
	var fields []field
	strongest, first, second := 0.0, 0, 0
	best, with := 0, 0.0
	for i := range n {
		for j := range n {
			r := correlation(c.values[i], c.values[j])
			if math.IsNaN(r) {
				continue
			}
			f := field{Name: fmt.Sprintf("%s and %s: %.2f", c.names[i], c.names[j], r), Value: values{float64(j), float64(i), math.Round(100*r) / 100}}
			if math.Abs(r) > (1+fromFull)/2 { // the inner half is paler
				f.Label = &colour{onDark}
			}
			fields = append(fields, f)
			if i < j && math.Abs(r) > math.Abs(strongest) {
				strongest, first, second = r, i, j
			}
			if c.target && i < n-1 && j == n-1 && math.Abs(r) > math.Abs(with) {
				best, with = i, r
			}
		}
	}
	if strongest == 0 {
		return &Chart{text: fmt.Sprintf("No correlations to show: of %s in %s, no two change together or apart. "+
			"Give two columns or more whose values differ.", plural(n, "column"), plural(table.Len(), "row"))}
	}
	text := fmt.Sprintf("Correlations of %d columns in %s: strongest %s and %s (%.2f)", n, plural(table.Len(), "row"), c.names[first], c.names[second], strongest)
	subtitle := fmt.Sprintf("strongest: %s and %s %.2f", c.names[first], c.names[second], strongest)
	if with != 0 {
		text += fmt.Sprintf("; with the target %s (%.2f)", c.names[best], with)
		subtitle += fmt.Sprintf(" · with the target: %s %.2f", c.names[best], with)
	}
	return c.heatMap("Correlations", subtitle, text+".", fields)
}

// heatMap draws a table of numbers from -1 to 1 between the columns.
func (c columnsOf) heatMap(title, subtitle, text string, fields []field) *Chart {
	o := newOption(title, subtitle, text)
	o.Animation = opts.Bool(false)
	o.Tooltip.Trigger, o.Tooltip.Formatter = "item", "{b}"
	longest, names := 0, make([]string, len(c.names))
	for i, name := range c.names {
		names[i] = clip(name, nameLetters)
		longest = max(longest, len([]rune(names[i])))
	}
	left, right, side := 7*longest+20, 84, min(max(14, 460/len(c.names)), 56)*len(c.names)
	below := 7*longest*7/10 + 24
	o.addPlot(opts.Grid{Left: pixels(left), Top: pixels(belowHead), Width: pixels(side), Height: pixels(side)},
		scale{names: names}, scale{names: names, reversed: true})
	o.Grid[0].OuterBoundsMode, o.Grid[0].OuterBoundsContain = "none", ""
	o.XAxis[0].AxisLabel.Rotate, o.XAxis[0].AxisLabel.Interval, o.YAxis[0].AxisLabel.Interval = 45, "0", "0"
	s := series{ID: "correlation", Name: "correlation", Type: "heatmap", Data: fields}
	if len(c.names) <= 12 {
		s.Label = &label{Label: opts.Label{Show: opts.Bool(true), Formatter: "{@[2]}", Color: onPale, FontSize: 11}}
	}
	o.Series = []series{s}
	o.VisualMap = []visualMap{{
		Type: "continuous", Min: -1, Max: 1, SeriesIndex: []int{0}, Dimension: 2, Show: true, Calculable: true, Precision: 1,
		Orient: "vertical", Left: pixels(left + side + 16), Top: pixels(belowHead), ItemWidth: 14, ItemHeight: min(side-20, 200),
		TextStyle: &opts.TextStyle{Color: ink, FontSize: 11}, InRange: inRange{opposites},
	}}
	return headed(Chart{option: o, text: text, fixed: true, width: max(380, left+side+right), height: belowHead + side + below})
}

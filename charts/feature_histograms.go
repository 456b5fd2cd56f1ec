package charts

import (
	"fmt"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// Sizes of the small plots of a table, in pixels.
const (
	smallColumns = 3
	smallHeight  = 132
	smallPitch   = panelTitle + smallHeight + 2*panelGap
)

// FeatureHistograms returns a small histogram of each feature and of the target: where
// the values are, how far they spread, and whether they pile up at a limit.
//
// Each shows the values from the 0.5th to the 99.5th percentile and half as much again
// on both sides, and says how many lie beyond, which would make all others one bar. Of
// more than 24 features the first 24 are drawn.
func FeatureHistograms(table Table) *Chart {
	if table.Len() == 0 {
		return noRows()
	}
	c := readColumns(table)
	subtitle := fmt.Sprintf("%s · upwards: rows", plural(table.Len(), "row"))
	var said []string
	o := newOption("Features", subtitle, "")
	o.Tooltip.Trigger = "axis"
	o.Animation = opts.Bool(false)
	for j, name := range c.names {
		said = append(said, o.addHistogram(j, name, c.values[j], c.target && j == len(c.names)-1))
	}
	text := fmt.Sprintf("Histograms of %s: %s.", plural(table.Len(), "row"), strings.Join(said, "; "))
	o.Aria.Label.Description = text
	rows := (len(c.names) + smallColumns - 1) / smallColumns
	return headed(Chart{option: o, text: text, width: figureWidth, height: headHeight + rows*smallPitch})
}

// addHistogram draws one column in the j-th small plot and returns its numbers in
// words.
func (o *option) addHistogram(j int, name string, values []float64, target bool) string {
	known, left := numbers(values)
	if len(known) == 0 {
		known = []float64{0}
	}
	low, high := mostOf(known)
	b := newBins(low, high, 20)
	for _, v := range known[:len(values)-left] {
		b.add(v)
	}
	q := quantiles(known, 0, 0.5, 1)
	top := headHeight + j/smallColumns*smallPitch
	at := cell(j%smallColumns, smallColumns, top+panelTitle, smallHeight)
	heading := "" // behind the name
	said := fmt.Sprintf("%s from %s to %s, median %s", name, short(q[0]), short(q[2]), short(q[1]))
	if n := b.below + b.above; n > 0 {
		heading += fmt.Sprintf(" · %d beyond, to %s", n, short(furthest(q[0], q[2], b)))
		said += fmt.Sprintf(", %d beyond the picture", n)
	}
	switch {
	case left == len(values):
		heading += " · no numbers"
		said = name + " without numbers"
	case left > 0:
		heading += fmt.Sprintf(" · %d NaN", left)
		said += fmt.Sprintf(", %d not numbers", left)
	}
	room := figureWidth/smallColumns/headingChar - len([]rune(heading))
	o.addHeading(clip(name, room)+heading, at, top)
	plot := o.addPlot(at, scale{low: b.low, high: b.high(), ticks: 4, bare: true, pointer: "from {value}", decimals: b.decimals()}, scale{zero: true, whole: true, ticks: 3})
	color := trainingColor
	if target {
		color = validationColor
	}
	s := histogram(name, b.steps(), color).on(plot)
	o.Series = append(o.Series, s)
	return said
}

// furthest returns which of the extremes lies farther from what is drawn.
func furthest(least, most float64, b bins) float64 {
	if b.low-least > most-b.high() {
		return least
	}
	return most
}

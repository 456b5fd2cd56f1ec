package charts

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// Residuals returns a chart of how far predictions are off, each the predicted minus
// the actual value: above 0 the model said too much. To the left stands how often each
// error occurs, to the right the error over the prediction, where a good model leaves
// no pattern: a funnel means that large values are harder, a slope that something was
// not learned.
//
// Both show the errors from the 0.5th to the 99.5th percentile and half as much again
// on both sides; the sentence tells how many lie outside. Of more than 600 rows 600
// are drawn to the right, evenly picked; the numbers are those of all rows.
//
// Residuals panics if predictions and targets are not of the same length.
func Residuals(predictions Predictions, targets Targets, options ...ValueOption) *Chart {
	m := measure("Residuals", predictions, targets, options)
	if nothing := m.nothing(); nothing != nil {
		return nothing
	}
	off := m.residuals()
	errors := make([]float64, len(off))
	for i, p := range off {
		errors[i] = p.y
	}
	low, high := mostOf(errors)
	spread := newBins(low, high, 30)
	var seen []point
	mean, outside := 0.0, 0
	for _, p := range off {
		mean += p.y / float64(len(off))
		spread.add(p.y)
		if p.y < spread.low || p.y > spread.high() {
			outside++
		} else {
			seen = append(seen, p)
		}
	}
	root, _, _ := m.errors()
	middle := quantiles(errors, 0.25, 0.5, 0.75)
	text := fmt.Sprintf("Residuals of %s: mean %s, median %s, half of them from %s to %s, root mean square %s",
		plural(len(off), "row"), short(mean), short(middle[1]), short(middle[0]), short(middle[2]), short(root))
	if m.units != "" {
		text += " (in " + m.units + ")"
	}
	if outside > 0 {
		text += fmt.Sprintf("; %s outside of the picture", plural(outside, "error"))
	}
	text += m.withoutNumbers()
	subtitle := fmt.Sprintf("mean %s · half of them from %s to %s", short(mean), short(middle[0]), short(middle[2]))
	if len(seen) > mostPoints {
		subtitle += fmt.Sprintf(" · %d of %d rows drawn as points", mostPoints, len(off))
	}
	o := newOption("Residuals: predicted minus actual", subtitle, text+".")
	o.Animation = opts.Bool(false)
	o.Tooltip.Trigger = "item"
	const height = 320
	residual := scale{name: m.named("residual"), low: spread.low, high: spread.high(), pointer: "from {value}", decimals: spread.decimals()}
	counts := o.addPlot(cell(0, 2, belowHead, height), residual, scale{name: "rows", zero: true, whole: true})
	o.Grid[counts].Tooltip = &opts.Tooltip{Trigger: "axis"}
	points := o.addPlot(cell(1, 2, belowHead, height), scale{name: m.named("predicted")}, scale{name: m.named("residual"), low: spread.low, high: spread.high()})
	o.zoomable(points)
	bars := histogram("rows", spread.steps(), trainingColor)
	bars.MarkLine = across("xAxis", map[string]float64{"": 0}, []string{""}, ink)
	cloud := dots("residual", evenly(seen, mostPoints), trainingColor, "circle").on(points)
	cloud.Dimensions, cloud.Encode = []string{"predicted", "residual"}, map[string]any{"tooltip": []int{0, 1}}
	cloud.MarkLine = across("yAxis", map[string]float64{"": 0}, []string{""}, ink)
	o.Series = []series{bars, cloud}
	return headed(Chart{option: o, text: text + ".", width: figureWidth, height: belowHead + height + edge})
}

// residuals returns each known row's prediction with its error.
func (m *measured) residuals() []point {
	var off []point
	for _, p := range m.pairs {
		if p.isKnown() {
			off = append(off, point{p.y, p.y - p.x})
		}
	}
	return off
}

// mostOf returns the stretch from the 0.5th to the 99.5th percentile of numbers with
// half as much again on both sides, as far as there are numbers.
func mostOf(all []float64) (low, high float64) {
	least, most := math.Inf(1), math.Inf(-1)
	for _, v := range all {
		least, most = min(least, v), max(most, v)
	}
	q := quantiles(all, 0.005, 0.995)
	room := (q[1] - q[0]) / 2
	return max(least, q[0]-room), min(most, q[1]+room)
}

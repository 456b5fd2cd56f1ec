package charts

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// Sizes in pixels. The plot is about square, so that the diagonal is one.
const (
	scatterWidth  = 560
	scatterHeight = 560
)

// chart draws the pairs, those at the cap apart, and the diagonal.
func (s *scatter) chart() *Chart {
	text := s.sentence()
	o := newOption("Predicted against actual", s.subtitle(), text)
	o.Animation = opts.Bool(false)
	o.Tooltip.Trigger = "item"
	o.Grid = []opts.Grid{{Left: "34", Right: "20", Top: pixels(headHeight + legendHeight + 6), Bottom: "26", ContainLabel: opts.Bool(true)}}
	low, high := s.span()
	o.XAxis = []xAxis{{XAxis: opts.XAxis{
		Type: "value", Min: low, Max: high, Name: s.named("actual"), NameLocation: "middle", NameGap: 26,
		AxisLabel: axisLabel(), AxisLine: &opts.AxisLine{OnZero: opts.Bool(false), LineStyle: &opts.LineStyle{Color: ink}},
		SplitLine: &opts.SplitLine{LineStyle: &opts.LineStyle{Color: hairline}},
	}, NameTextStyle: &opts.TextStyle{Color: ink, FontSize: 12}}}
	o.YAxis = []opts.YAxis{{
		Type: "value", Min: low, Max: high, Name: s.named("predicted"), NameLocation: "middle", NameGap: 34,
		AxisLabel: axisLabel(), AxisLine: &opts.AxisLine{OnZero: opts.Bool(false), LineStyle: &opts.LineStyle{Color: ink}},
		SplitLine: &opts.SplitLine{LineStyle: &opts.LineStyle{Color: hairline}},
	}}
	points, capped := s.drawn()
	o.Series = append(o.Series, dots("rows", points, trainingColor, "circle"))
	if len(capped) > 0 {
		o.Series = append(o.Series, dots("rows at the cap", capped, validationColor, "diamond"))
	}
	o.Series = append(o.Series, series{
		ID: "same", Name: "predicted = actual", Type: "line", Symbol: "none", Silent: true, Z: 3,
		LineStyle: &opts.LineStyle{Color: ink, Width: 1.5, Type: "dashed"}, ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: ink}},
		Data: []point{{low, low}, {high, high}},
	})
	var names []string
	for _, one := range o.Series {
		names = append(names, one.Name)
	}
	o.Legend = &legend{ItemGap: 18, Legend: opts.Legend{
		Data: names, Left: "6", Top: pixels(headHeight - 4), TextStyle: &opts.TextStyle{Color: ink, FontSize: 12},
	}}
	return &Chart{option: o, text: text, width: scatterWidth, height: scatterHeight}
}

func dots(name string, points []point, color, symbol string) series {
	return series{
		ID: name, Name: name, Type: "scatter", Symbol: symbol, SymbolSize: 5, Data: points,
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: color, Opacity: opts.Float(0.45)}},
	}
}

// drawn picks the points to draw.
func (s *scatter) drawn() (points, capped []point) {
	_, high := s.actual()
	apart := s.capped() > 0
	drawn := min(len(s.pairs), mostPoints)
	for i := range drawn {
		switch p := s.pairs[i*len(s.pairs)/drawn]; {
		case !p.isKnown():
		case apart && p.x == high:
			capped = append(capped, p)
		default:
			points = append(points, p)
		}
	}
	return points, capped
}

// span is the stretch of both axes, from one round number to another: all pairs, but
// of predictions no more than half the stretch of the true values beyond them.
func (s *scatter) span() (low, high float64) {
	least, most := s.actual()
	low, high = least, most
	for _, p := range s.pairs {
		if p.isKnown() {
			low, high = min(low, p.y), max(high, p.y)
		}
	}
	if room := (most - least) / 2; room > 0 {
		low, high = max(low, least-room), min(high, most+room)
	}
	if low == high {
		return low - 1, high + 1
	}
	step := math.Pow(10, math.Floor(math.Log10(high-low))) / 2
	return math.Floor(low/step) * step, math.Ceil(high/step) * step
}

// named is an axis with its units.
func (s *scatter) named(axis string) string {
	if s.units == "" {
		return axis
	}
	return axis + " (" + s.units + ")"
}

// subtitle says how far off the predictions are.
func (s *scatter) subtitle() string {
	root, _, explained := s.errors()
	text := "RMSE " + short(root)
	if finite(explained) {
		text += " · R² " + short(explained)
	}
	if len(s.pairs) > mostPoints {
		text += fmt.Sprintf(" · %d of %d rows drawn", mostPoints, len(s.pairs))
	}
	return text
}

// sentence states the numbers, and what is peculiar about them.
func (s *scatter) sentence() string {
	root, absolute, explained := s.errors()
	text := fmt.Sprintf("Predicted against actual for %s: root mean squared error %s, mean absolute error %s",
		plural(len(s.pairs), "row"), short(root), short(absolute))
	if s.units != "" {
		text += " (in " + s.units + ")"
	}
	if finite(explained) {
		text += ", R² " + short(explained)
	}
	_, most := s.actual()
	if n := s.capped(); n > 0 {
		text += fmt.Sprintf("; %d rows share the largest actual value, %s: it looks like a cap, and what lies beyond it is not known", n, short(most))
	}
	if n := len(s.pairs) - s.known(); n > 0 {
		text += fmt.Sprintf("; %s without numbers", plural(n, "row"))
	}
	if n, furthest := s.outside(); n > 0 {
		text += fmt.Sprintf("; %s outside of the picture, the furthest %s", plural(n, "prediction"), short(furthest))
	}
	if len(s.pairs) > mostPoints {
		text += fmt.Sprintf("; %d of the rows are drawn", mostPoints)
	}
	return text + "."
}

// outside counts the predictions beyond the axes.
func (s *scatter) outside() (n int, furthest float64) {
	low, high := s.span()
	beyond := 0.0
	for _, p := range s.pairs {
		if !p.isKnown() || p.y >= low && p.y <= high {
			continue
		}
		n++
		if by := max(low-p.y, p.y-high); by > beyond {
			beyond, furthest = by, p.y
		}
	}
	return n, furthest
}

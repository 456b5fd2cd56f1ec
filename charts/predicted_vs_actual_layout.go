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
	low, high := s.span()
	o.zoomable(o.addPlot(onlyPlot(belowRow),
		scale{name: s.named("actual"), low: low, high: high},
		scale{name: s.named("predicted"), low: low, high: high}))
	points, capped := s.drawn()
	o.Series = append(o.Series, dots("rows", points, trainingColor, "circle"))
	if len(capped) > 0 {
		o.Series = append(o.Series, dots("rows at the cap", capped, validationColor, "diamond"))
	}
	for i := range o.Series {
		o.Series[i].Dimensions = []string{"actual", "predicted"}
		o.Series[i].Encode = map[string]any{"tooltip": []int{0, 1}}
	}
	o.Series = append(o.Series, guide("predicted = actual", []point{{low, low}, {high, high}}))
	o.nameSeries(scatterWidth)
	return headed(Chart{option: o, text: text, width: scatterWidth, height: scatterHeight})
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

// span is the stretch of both axes, from one round number to another: all true values, and
// all predictions that are no more than half their stretch beyond them.
func (s *scatter) span() (low, high float64) {
	least, most := s.actual()
	low, high = least, most
	room := (most - least) / 2
	for _, p := range s.pairs {
		if p.isKnown() && (room == 0 || p.y >= least-room && p.y <= most+room) {
			low, high = min(low, p.y), max(high, p.y)
		}
	}
	if low == high {
		return low - 1, high + 1
	}
	step := math.Pow(10, math.Floor(math.Log10(high-low))) / 2
	return math.Floor(low/step) * step, math.Ceil(high/step) * step
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
	text += s.withoutNumbers()
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

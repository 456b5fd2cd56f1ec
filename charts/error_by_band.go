package charts

import (
	"fmt"
	"math"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// band is the rows whose true values lie in one stretch.
type band struct {
	low, high     float64
	rows          int
	absolute, sum float64 // of the errors
	cap           bool    // the rows at the largest value, which looks like a limit
}

// ErrorByBand returns a chart that asks for which true values a model is wrong: for
// each band of them the mean absolute error, as a bar, and the mean error, as a
// diamond, which is above 0 where the model says too much. Below each band stands how
// many rows it has.
//
// When many rows share the largest true value, as where values were capped, they have
// a band of their own, in another colour: what they are really worth is not known, and
// neither is the error.
//
// ErrorByBand panics if predictions and targets are not of the same length.
func ErrorByBand(predictions Predictions, targets Targets, options ...ValueOption) *Chart {
	m := measure("ErrorByBand", predictions, targets, options)
	if nothing := m.nothing(); nothing != nil {
		return nothing
	}
	bands := m.bands()
	text := m.sayBands(bands)
	_, absolute, _ := m.errors()
	o := newOption("Error by actual value", "mean absolute error "+short(absolute)+" · below each band its rows", text)
	o.Tooltip.Trigger = "axis"
	o.Tooltip.AxisPointer = &opts.AxisPointer{Type: "shadow"}
	names := make([]string, len(bands))
	var normal, capped, bias []point
	widest := 0
	for _, b := range bands {
		widest = max(widest, textWidth(b.name(), axisChar))
	}
	narrow := widest > (figureWidth-100)/len(bands)
	for i, b := range bands {
		names[i] = b.name()
		if narrow {
			names[i] = strings.NewReplacer(" – ", " –\n", "cap ", "cap\n").Replace(names[i])
		}
		names[i] += "\n" + fmt.Sprint(b.rows)
		at := point{float64(i), b.absolute / float64(b.rows)}
		if b.cap {
			capped = append(capped, at)
		} else {
			normal = append(normal, at)
		}
		bias = append(bias, point{float64(i), b.sum / float64(b.rows)})
	}
	o.addPlot(onlyPlot(belowRow), scale{name: m.named("actual value"), names: names}, scale{name: m.named("error"), zero: true})
	o.XAxis[0].AxisLabel.Interval = "0"
	if narrow {
		o.XAxis[0].AxisLabel.HideOverlap = nil
	}
	o.Series = []series{columns("mean absolute error", normal, trainingColor)}
	if capped != nil {
		o.Series = append(o.Series, columns("mean absolute error at the cap", capped, "#E69F00"))
	}
	o.Series = append(o.Series, series{
		ID: "mean error", Name: "mean error", Type: "scatter", Symbol: "diamond", SymbolSize: 12, Data: bias,
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: validationColor, Opacity: opts.Float(1)}},
	})
	o.nameSeries(figureWidth)
	return headed(Chart{option: o, text: text, width: figureWidth, height: 400})
}

// columns returns upright bars, of which several series stand in the same places.
func columns(name string, points []point, color string) series {
	return series{
		ID: name, Name: name, Type: "bar", BarWidth: "70%", BarGap: "-100%", Data: points,
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: color, Opacity: opts.Float(0.85)}},
	}
}

// mostBands is how many bands the true values are cut into, or up to twice as many.
const mostBands = 6

// bands puts the rows together by their true values, and leaves out bands without rows.
func (m *measured) bands() []band {
	low, high := m.actual()
	apart := m.capped() > 0
	cut := newBins(low, high, mostBands)
	all := make([]band, len(cut.counts)+1)
	for i := range all {
		all[i].low, all[i].high = cut.at(i), cut.at(i+1)
	}
	last := len(all) - 1
	all[last] = band{low: high, high: high, cap: true}
	for _, p := range m.pairs {
		if !p.isKnown() {
			continue
		}
		i := min(int((p.x-cut.low)/cut.width), last-1)
		if apart && p.x == high {
			i = last
		}
		all[i].rows++
		all[i].absolute += math.Abs(p.y - p.x)
		all[i].sum += p.y - p.x
	}
	var filled []band
	for _, b := range all {
		if b.rows > 0 {
			filled = append(filled, b)
		}
	}
	return filled
}

func (b band) name() string {
	if b.cap {
		return "cap " + short(b.low)
	}
	return short(b.low) + " – " + short(b.high)
}

// sayBands states where the error is smallest, where it is largest, and what it is at
// the cap.
func (m *measured) sayBands(bands []band) string {
	_, absolute, _ := m.errors()
	least, most := bands[0], bands[0]
	var parts []string
	for _, b := range bands {
		mean := b.absolute / float64(b.rows)
		if b.cap {
			parts = append(parts, fmt.Sprintf("%s at the cap of %s: %s, as far as that is known", plural(b.rows, "row"), short(b.low), short(mean)))
			continue
		}
		if mean < least.absolute/float64(least.rows) {
			least = b
		}
		if mean > most.absolute/float64(most.rows) {
			most = b
		}
	}
	if least == most {
		parts = append([]string{"all from " + least.name()}, parts...)
	} else {
		parts = append([]string{
			fmt.Sprintf("least from %s (%s)", least.name(), short(least.absolute/float64(least.rows))),
			fmt.Sprintf("most from %s (%s)", most.name(), short(most.absolute/float64(most.rows))),
		}, parts...)
	}
	text := fmt.Sprintf("Error by actual value of %s: mean absolute error %s", plural(m.known(), "row"), short(absolute))
	if m.units != "" {
		text += " (in " + m.units + ")"
	}
	return text + ", " + strings.Join(parts, ", ") + m.withoutNumbers() + "."
}

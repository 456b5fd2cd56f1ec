package charts

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// Sweep is a list of learning rates, each larger than the one before, with the loss of
// the step that was taken with it.
type Sweep interface {
	Len() int
	At(i int) (rate, loss float64)
}

// RateFinder returns the curve by which a learning rate is chosen: the loss while the
// rate grows with every step, from far too small to far too large. The thin line is each
// step's loss, the thick one their running mean. Where that falls most steeply the rate
// is right, and from its lowest point on it is too large; both are marked.
//
// The steepest place is looked for where the loss has not yet passed its lowest point,
// over a tenth of the rates at once, so that a single lucky step does not count.
//
// Source: Smith, https://arxiv.org/abs/1506.01186.
func RateFinder(sweep Sweep) *Chart {
	var raw []point
	for i := range sweep.Len() {
		rate, loss := sweep.At(i)
		if rate > 0 && finite(rate) && finite(loss) {
			raw = append(raw, point{rate, loss})
		}
	}
	if len(raw) < 3 {
		return &Chart{text: fmt.Sprintf("No rate to find: %s with a loss that is a number, at least 3 are needed. "+
			"Start the sweep at a smaller learning rate.", plural(len(raw), "step"))}
	}
	smooth := settle(raw)
	lowest := lowestOf(smooth)
	steepest := steepestOf(smooth[:lowest+1])
	best, least := smooth[steepest], smooth[lowest]
	falls := least.y < smooth[0].y
	text := fmt.Sprintf("Learning rates from %s to %s: ", short(raw[0].x), short(raw[len(raw)-1].x))
	subtitle := "the loss falls nowhere: start at a smaller learning rate, and check the data"
	if falls {
		text += fmt.Sprintf("the loss falls most steeply at %s and is lowest, %s, at %s.", short(best.x), short(least.y), short(least.x))
		subtitle = fmt.Sprintf("falls most steeply at %s · lowest at %s", short(best.x), short(least.x))
	} else {
		text += subtitle + "."
	}
	o := newOption("Learning rates", subtitle, text)
	o.Tooltip.Trigger = "axis"
	top := plain(2*smooth[0].y - least.y) // what diverges leaves the picture
	if !falls {
		top = plain(smooth[0].y + max(1e-9, math.Abs(smooth[0].y)))
	}
	rates := scale{name: "learning rate", log: true, low: raw[0].x, high: raw[len(raw)-1].x}
	rates.pointer, rates.decimals = "learning rate {value}", max(2, 2-int(math.Floor(math.Log10(raw[0].x))))
	o.addPlot(onlyPlot(belowRow+12), rates, scale{name: "loss", high: rounding(top)})
	o.YAxis[0].AxisLabel.ShowMaxLabel = opts.Bool(false) // it is not round
	o.zoomable(0)
	steps := line("each step", thin(capped(raw, top), pointsPerCurve), runningColor, "solid")
	steps.LineStyle.Width = 1
	mean := line("running mean", thin(capped(smooth, top), pointsPerCurve), trainingColor, "solid")
	if falls {
		mean.MarkLine = across("xAxis", map[string]float64{"steepest": best.x, "lowest": least.x}, []string{"steepest", "lowest"}, validationColor)
	}
	o.Series = []series{steps, mean}
	o.nameSeries(figureWidth)
	o.Animation = opts.Bool(false)
	return headed(Chart{option: o, text: text, width: figureWidth, height: 392})
}

// rounding rounds a limit up to three digits.
func rounding(v float64) float64 {
	if v <= 0 || !finite(v) {
		return v
	}
	unit := math.Pow(10, math.Floor(math.Log10(v))-2)
	return plain(math.Ceil(v/unit) * unit)
}

// capped returns the points, those higher than top as gaps but for the first, with which
// a curve leaves the picture.
func capped(points []point, top float64) []point {
	out := make([]point, len(points))
	for i, p := range points {
		out[i] = p
		if p.y <= top {
			continue
		}
		if out[i].y = top; i > 0 && points[i-1].y > top {
			out[i].y = math.NaN()
		}
	}
	return out
}

// settle returns the running mean of a noisy curve: each point is the mean of those
// around it, a twentieth of all to each side.
func settle(points []point) []point {
	reach := max(1, len(points)/20)
	out := make([]point, len(points))
	for i, p := range points {
		from, to := max(0, i-reach), min(len(points), i+reach+1)
		sum := 0.0
		for _, q := range points[from:to] {
			sum += q.y
		}
		out[i] = point{p.x, sum / float64(to-from)}
	}
	return out
}

func lowestOf(points []point) (at int) {
	for i, p := range points {
		if p.y < points[at].y {
			at = i
		}
	}
	return at
}

// steepestOf returns where a curve over a logarithmic axis falls most steeply.
func steepestOf(points []point) (at int) {
	reach := max(1, len(points)/10)
	steepest := 0.0
	for i := range points {
		from, to := points[max(0, i-reach)], points[min(len(points)-1, i+reach)]
		if to.x == from.x {
			continue
		}
		if slope := (to.y - from.y) / math.Log(to.x/from.x); slope < steepest {
			steepest, at = slope, i
		}
	}
	return at
}

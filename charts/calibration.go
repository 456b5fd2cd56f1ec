package charts

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// confidenceBins is into how many equal stretches confidence is cut.
const confidenceBins = 10

// confidenceBin is the rows of which a model is about equally sure.
type confidenceBin struct {
	rows, right int
	sum         float64 // of the confidences
}

func (b confidenceBin) confidence() float64 { return b.sum / float64(b.rows) }
func (b confidenceBin) accuracy() float64   { return share(b.right, b.rows) }

// Calibration returns a chart that shows whether a model is right as often as it says.
// Rows are put together by the probability of the class that they were taken for; the
// upper plot shows for each group which share was taken right, the lower how many rows
// it has. On the diagonal confidence is deserved, below it the model is too sure of
// itself. The expected calibration error is how far groups are off the diagonal, on
// average over all rows.
//
// It panics as [ConfusionMatrix] does.
//
// Source: Guo et al., https://arxiv.org/abs/1706.04599.
func Calibration(predictions Predictions, labels Labels, options ...ClassOption) *Chart {
	c := classify("Calibration", predictions, labels, options)
	if nothing := c.nothing(); nothing != nil {
		return nothing
	}
	if logits := c.logits(); logits != nil {
		return logits
	}
	bins := c.confidences()
	expected, sum := 0.0, 0.0
	var curve, counts []point
	for i, b := range bins {
		counts = append(counts, point{float64(i) / confidenceBins, float64(b.rows)})
		if b.rows == 0 {
			continue
		}
		sum += b.sum
		expected += share(b.rows, len(c.rows)) * math.Abs(b.confidence()-b.accuracy())
		curve = append(curve, point{b.confidence(), b.accuracy()})
	}
	counts = append(counts, point{1, 0})
	sure, right := sum/float64(len(c.rows)), share(c.right(), len(c.rows))
	text := fmt.Sprintf("Calibration over %s: on average %s sure and %s right; expected calibration error %s%s.",
		plural(len(c.rows), "row"), percent(sure), percent(right), short(expected), c.leftOut())
	o := newOption("Calibration", fmt.Sprintf("%s sure, %s right · expected calibration error %s", percent(sure), percent(right), short(expected)), text)
	o.Tooltip.Trigger = "axis"
	o.AxisPointer = &opts.AxisPointer{Link: []opts.AxisPointerLink{{XAxisIndex: []int{0, 1}}}}
	const upper, lower, under = 310, 100, 44 // under: an axis' numbers
	left := max(54, textWidth(thousands(len(c.rows)), axisChar)+36)
	place := onlyPlot(belowRow)
	place.Bottom, place.Left, place.Height = "", pixels(left), pixels(upper)
	o.addPlot(place, scale{low: 0, high: 1}, scale{name: "share that is right", low: 0, high: 1})
	place.Top, place.Height = pixels(belowRow+upper+under-6), pixels(lower)
	o.addPlot(place, scale{name: "confidence", low: 0, high: 1}, scale{name: "rows", zero: true, whole: true, ticks: 3})
	for i := range o.Grid { // both are as wide, whatever their numbers are
		o.Grid[i].OuterBoundsMode, o.Grid[i].OuterBoundsContain = "none", ""
		o.YAxis[i].NameGap = left - 30
	}
	o.XAxis[1].NameGap = 24
	reached := line("confidence reached", curve, trainingColor, "solid")
	reached.Symbol, reached.SymbolSize = "circle", 8
	o.Series = []series{
		reached,
		guide("as sure as right", []point{{0, 0}, {1, 1}}),
		histogram("rows", counts, trainingColor).on(1),
	}
	o.nameSeries(scatterWidth)
	return headed(Chart{option: o, text: text, width: scatterWidth, height: belowRow + upper + lower + 2*under})
}

// confidences puts the rows together by how sure the model is of them.
func (c *classified) confidences() [confidenceBins]confidenceBin {
	var bins [confidenceBins]confidenceBin
	for k := range c.rows {
		p := c.probability(k, c.guesses[k])
		b := &bins[min(max(0, int(p*confidenceBins)), confidenceBins-1)]
		b.rows++
		b.sum += p
		if c.guesses[k] == c.labels[k] {
			b.right++
		}
	}
	return bins
}

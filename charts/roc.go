package charts

import (
	"fmt"
	"math"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// A drawn curve between 0 and 1 may be off the true one by half a pixel, and by about
// five where the curves together have more places than a notebook's file has room for.
const (
	finest, coarsest = 0.001, 0.01
	mostPlaces       = 160
)

// ROC returns the receiver operating characteristic of each class, the class against
// all others: which share of its rows is found (upwards) at the price of which share
// of the others taken for it (across), for every bar that a probability may have to
// pass. The legend tells the area below each curve: the chance that a row of the class
// is rated above one that is not. 1 is perfect, and the diagonal, 0.5, is guessing.
// The mouse on a curve shows the threshold, the bar of that place.
//
// Of two classes the curve of class 1 is drawn. A class without rows has no curve.
//
// It panics as [ConfusionMatrix] does.
func ROC(predictions Predictions, labels Labels, options ...ClassOption) *Chart {
	c := classify("ROC", predictions, labels, options)
	return c.curves(rates{
		title: "ROC curves", area: "AUC", of: sweep.roc,
		x: scale{name: "false positive rate", low: 0, high: 1},
		y: scale{name: "true positive rate", low: 0, high: 1}, guess: []point{{0, 0}, {1, 1}},
	})
}

// PrecisionRecall returns precision over recall for each class, the class against all
// others, for every bar that a probability may have to pass: to find a larger share of
// a class's rows (across) the bar is lowered, and of what is found a smaller share is
// right (upwards). The legend tells each curve's average precision, 1 at best, and the
// mouse on a curve the threshold, the bar of that place. Where a class is rare, it shows
// more than [ROC] does.
//
// Of two classes the curve of class 1 is drawn. A class without rows has no curve.
//
// It panics as [ConfusionMatrix] does.
func PrecisionRecall(predictions Predictions, labels Labels, options ...ClassOption) *Chart {
	c := classify("PrecisionRecall", predictions, labels, options)
	return c.curves(rates{
		title: "Precision and recall", area: "AP", of: sweep.precisionRecall,
		x: scale{name: "recall", low: 0, high: 1},
		y: scale{name: "precision", low: 0, high: 1},
	})
}

// rates is a kind of curve over the bars of a [sweep].
type rates struct {
	title, area string
	of          func(sweep) ([]passed, float64)
	x, y        scale
	guess       []point // what guessing gives, if that is the same for all classes
}

// curves draws a kind of curve for each class.
func (c *classified) curves(r rates) *Chart {
	if nothing := c.nothing(); nothing != nil {
		return nothing
	}
	first := 0
	if c.classes == 2 {
		first = 1
	}
	var curves [][]passed
	var names, said []string
	sum := 0.0
	for class := first; class < c.classes; class++ {
		points, area := r.of(c.sweep(class))
		if math.IsNaN(area) {
			continue
		}
		curves, sum = append(curves, points), sum+area
		names = append(names, fmt.Sprintf("%s · %.4f", c.name(class), area))
		said = append(said, fmt.Sprintf("%s %.4f", c.name(class), area))
	}
	if curves == nil {
		return &Chart{text: fmt.Sprintf("No %s: all rows are of one class, so there is nothing to tell apart. "+
			"Give rows of several classes.", r.title)}
	}
	mean := sum / float64(len(curves))
	text := fmt.Sprintf("%s of %s: %s %s%s.", r.title, plural(len(c.rows), "row"), r.area, strings.Join(said, ", "), c.leftOut())
	o := newOption(r.title, r.subtitle(c, mean, len(curves)), text)
	o.Tooltip.Trigger = "item"
	o.Series = r.lines(curves, names)
	rows := o.nameSeries(scatterWidth)
	if r.guess != nil {
		o.Series = append(o.Series, guide("guessing", r.guess))
	}
	top := headHeight + rows*legendHeight + 2
	o.zoomable(o.addPlot(onlyPlot(top), r.x, r.y))
	o.Animation = opts.Bool(false)
	return headed(Chart{option: o, text: text, width: scatterWidth, height: top + 480})
}

// lines draws curves, told apart by colour, and by dashes where colours do not suffice.
func (r rates) lines(curves [][]passed, names []string) (lines []series) {
	for i, places := range fewPlaces(curves) {
		kind := []string{"solid", "dashed", "dotted"}[i/len(palette)%3]
		l := line(names[i], places, palette[i%len(palette)], kind)
		l.LineStyle.Width = 1.5
		lines = append(lines, l.answering(r.x.name, r.y.name, "threshold"))
	}
	return lines
}

// fewPlaces straightens curves, all alike, and no more than their number of places asks
// for. Coarser ones are made of the finest, which have few places already.
func fewPlaces(curves [][]passed) [][]passed {
	fine := straightened(curves, finest)
	few := fine
	for tolerance := 1.25 * finest; countPlaces(few) > mostPlaces && tolerance <= coarsest; tolerance *= 1.25 {
		few = straightened(fine, tolerance)
	}
	return few
}

func straightened(curves [][]passed, tolerance float64) [][]passed {
	straight := make([][]passed, len(curves))
	for i, points := range curves {
		straight[i] = straighten(points, tolerance)
	}
	return straight
}

func countPlaces(curves [][]passed) (n int) {
	for _, points := range curves {
		n += len(points)
	}
	return n
}

// subtitle states the mean, and what the numbers in the legend are.
func (r rates) subtitle(c *classified, mean float64, curves int) string {
	if curves == 1 {
		return fmt.Sprintf("class %s · %s %.4f", c.name(1), r.area, mean)
	}
	return fmt.Sprintf("each class against the others, with its %s · mean %.4f", r.area, mean)
}

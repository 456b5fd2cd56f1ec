package charts

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// scores are how well a model knows one class.
type scores struct{ precision, recall, f1 float64 }

// ClassScores returns a chart with three scores of each class:
//
//   - precision: of what the model takes for the class, the share that is;
//   - recall: of what is the class, the share that the model takes for it;
//   - F1, their harmonic mean, which is high only where both are.
//
// A score that has nothing to be taken of, such as the precision of a class that was
// never predicted, is left out, and F1 is then 0, as in scikit-learn's
// classification_report.
//
// It panics as [ConfusionMatrix] does.
func ClassScores(predictions Predictions, labels Labels, options ...ClassOption) *Chart {
	c := classify("ClassScores", predictions, labels, options)
	if nothing := c.nothing(); nothing != nil {
		return nothing
	}
	all, mean, worst := c.scores(), 0.0, 0
	for class, s := range all {
		mean += s.f1 / float64(len(all))
		if s.f1 < all[worst].f1 {
			worst = class
		}
	}
	lowest := fmt.Sprintf("lowest for %s: %s", c.name(worst), short(all[worst].f1))
	text := fmt.Sprintf("Precision, recall and F1 of %s in %s: mean F1 %s, %s (precision %s, recall %s)%s.",
		plural(c.classes, "class"), plural(len(c.rows), "row"), short(mean), lowest, defined(all[worst].precision), defined(all[worst].recall), c.leftOut())
	o := newOption("Scores of each class", "mean F1 "+short(mean)+" · "+lowest, text)
	o.Tooltip.Trigger = "axis"
	o.Tooltip.AxisPointer = &opts.AxisPointer{Type: "shadow"}
	o.addPlot(onlyPlot(belowRow), scale{name: "score", high: 1}, scale{name: "class", names: c.allNames(), reversed: true})
	o.Series = []series{
		ticks("F1", all, func(s scores) float64 { return s.f1 }, "#009E73", "rect", []int{4, 16}),
		ticks("precision", all, func(s scores) float64 { return s.precision }, trainingColor, "circle", []int{9, 9}),
		ticks("recall", all, func(s scores) float64 { return s.recall }, validationColor, "diamond", []int{12, 12}),
	}
	o.nameSeries(scatterWidth)
	return headed(Chart{option: o, text: text, width: scatterWidth, height: belowRow + 50 + 24*c.classes})
}

// defined writes a score, or that it is of nothing.
func defined(score float64) string {
	if math.IsNaN(score) {
		return "not defined"
	}
	return short(score)
}

// scores returns those of each class.
func (c *classified) scores() []scores {
	counts := c.counts()
	all := make([]scores, c.classes)
	for class := range all {
		taken, have := 0, 0
		for other := range counts {
			taken += counts[other][class]
			have += counts[class][other]
		}
		hits := counts[class][class]
		all[class] = scores{share(hits, taken), share(hits, have), 0}
		if hits > 0 {
			all[class].f1 = 2 * float64(hits) / float64(taken+have)
		}
	}
	return all
}

// ticks returns a mark for one score of each class, none where it is not a number.
func ticks(name string, all []scores, of func(scores) float64, color, symbol string, size []int) series {
	var points []point
	for class, s := range all {
		if v := of(s); !math.IsNaN(v) {
			points = append(points, point{v, float64(class)})
		}
	}
	return series{
		ID: name, Name: name, Type: "scatter", Symbol: symbol, SymbolSize: size, Data: points,
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: color, Opacity: opts.Float(0.9)}},
	}
}

package charts

import (
	"cmp"
	"fmt"
	"image"
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// ProbabilityOption changes how [ProbabilityBars] draws: [Beside] and [ClassNames].
type ProbabilityOption interface{ applyProbability(*probabilities) }

type probabilityOption func(*probabilities)

func (o probabilityOption) applyProbability(p *probabilities) { o(p) }

// Beside shows the picture itself beside its probabilities, and marks its label, if
// the images have labels. Give the images that were predicted.
func Beside(images Images) ProbabilityOption {
	return probabilityOption(func(p *probabilities) { p.images = images })
}

// probabilities is what a model says about one row, in the making.
type probabilities struct {
	classified
	images Images
	row    int
	label  int // -1 if it is not known
}

// mostBars is how many classes are drawn at most, the most probable ones.
const mostBars = 20

// pictureSide is the side of the picture beside the bars, in pixels.
const pictureSide = 168

// ProbabilityBars returns a chart of the probability that a model gives each class in
// one row of its predictions. Of more than 20 classes the 20 most probable are drawn.
//
// ProbabilityBars panics for a row that is not there.
func ProbabilityBars(predictions Predictions, row int, options ...ProbabilityOption) *Chart {
	rows, columns := predictions.Dims()
	if row < 0 || row >= rows || columns < 1 {
		panic(fmt.Errorf("charts.ProbabilityBars: row %d of predictions of shape [%d %d]; give a row from 0 to %d",
			row, rows, columns, rows-1))
	}
	p := &probabilities{row: row, label: -1}
	p.predictions, p.columns, p.classes, p.rows = predictions, columns, max(2, columns), []int{row}
	for _, o := range options {
		o.applyProbability(p)
	}
	p.names = p.names.or(p.images)
	if labelled, ok := p.images.(interface{ Label(i int) (int, bool) }); ok {
		if label, known := labelled.Label(row); known {
			p.label = label
		}
	}
	return p.chart()
}

func (p *probabilities) chart() *Chart {
	v := classOf(p.predictions, p.row, p.columns)
	p.guesses = []int{v.class}
	text := fmt.Sprintf("Probabilities of row %d: %s", p.row, p.say())
	subtitle := fmt.Sprintf("taken for %s, %s sure", p.name(max(0, v.class)), percent(v.confidence))
	switch {
	case p.label >= 0 && p.label == v.class:
		subtitle += " · right"
	case p.label >= 0:
		subtitle += " · it is " + p.name(p.label)
		text += "; it is " + p.name(p.label)
	}
	if v.class < 0 {
		return &Chart{text: fmt.Sprintf("No probabilities to show: row %d has none that is a number. Check the loss of the training.", p.row)}
	}
	if logits := p.logits(); logits != nil {
		return logits
	}
	o := newOption(fmt.Sprintf("Probabilities of row %d", p.row), subtitle, text+".")
	o.Tooltip.Trigger, o.Tooltip.Formatter = "item", "{b}"
	shown := p.shown()
	names := make([]string, len(shown))
	for i, class := range shown {
		names[i] = p.name(class)
	}
	height := max(26*len(shown), pictureSide) + 50
	place := opts.Grid{Left: pixels(edge), Right: pixels(4 * edge), Top: pixels(belowHead), Height: pixels(height)}
	if p.images != nil {
		place.Left = pixels(pictureSide + 3*edge)
	}
	o.addPlot(place, scale{name: "probability", low: 0, high: 1}, scale{name: "class", names: names, reversed: true})
	o.Series = append(o.Series, p.bars(shown, v.class))
	if p.images != nil {
		o.addPicture(p.images.Image(p.row))
	}
	return headed(Chart{option: o, text: text + ".", width: scatterWidth, height: belowHead + height + edge})
}

// shown returns the classes to draw, in their order.
func (p *probabilities) shown() []int {
	all := make([]int, p.classes)
	for i := range all {
		all[i] = i
	}
	if len(all) > mostBars {
		slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(p.probability(0, b), p.probability(0, a)) })
		all = all[:mostBars]
		slices.Sort(all)
	}
	return all
}

// bar is one bar with a colour and a text of its own.
type bar struct {
	Name      string     `json:"name"` // what the mouse shows
	Value     values     `json:"value"`
	ItemStyle *itemStyle `json:"itemStyle,omitempty"`
	Label     *label     `json:"label,omitempty"`
}

// bars draws the right class in blue, and a wrong one that was preferred in orange.
func (p *probabilities) bars(shown []int, guess int) series {
	var all []bar
	for i, class := range shown {
		b := bar{Name: p.name(class) + ": " + percent(p.probability(0, class)), Value: values{p.probability(0, class), float64(i)}}
		color := "rgba(128,128,128,0.6)"
		text := ""
		switch {
		case class == p.label || class == guess && p.label < 0:
			color = rightColor
		case class == guess:
			color = wrongColor
		}
		if q := p.probability(0, class); q >= 0.01 {
			text = percent(q)
		}
		if class == p.label {
			text += " · actual"
		}
		b.ItemStyle = &itemStyle{ItemStyle: opts.ItemStyle{Color: color}}
		if text != "" {
			b.Label = rightOf(text)
		}
		all = append(all, b)
	}
	return series{ID: "probability", Name: "probability", Type: "bar", BarWidth: "60%", Data: all}
}

// addPicture puts a picture at the left edge.
func (o *option) addPicture(img image.Image) {
	b := img.Bounds()
	at := opts.Grid{Left: pixels(edge + 5), Top: pixels(belowHead + 6), Width: pixels(pictureSide), Height: pixels(pictureSide)}
	plot := o.addPlot(at, scale{low: 0, high: 1}, scale{low: 0, high: 1})
	o.XAxis[plot].Show, o.YAxis[plot].Show = opts.Bool(false), opts.Bool(false)
	s := series{
		ID: "picture", Type: "scatter", Silent: true, Symbol: newPictures().uri(img, 2*pictureSide),
		SymbolSize: sides(b.Dx(), b.Dy(), pictureSide), Data: []point{{0.5, 0.5}},
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Opacity: opts.Float(1)}},
	}
	o.Series = append(o.Series, s.on(plot))
}

// say states the probabilities, the largest first, as far as they matter.
func (p *probabilities) say() string {
	all := make([]int, p.classes)
	for i := range all {
		all[i] = i
	}
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(p.probability(0, b), p.probability(0, a)) })
	text := ""
	for i, class := range all[:min(3, len(all))] {
		if i > 0 {
			text += ", "
		}
		text += p.name(class) + " " + percent(p.probability(0, class))
	}
	return text
}

// rightOf returns a text to the right of a bar's end.
func rightOf(text string) *label {
	return &label{Label: opts.Label{Show: opts.Bool(true), Position: "right", Color: ink, FontSize: 11, Formatter: types.FuncStr(text)}}
}

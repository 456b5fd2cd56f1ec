package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// ConfusionOption changes how [ConfusionMatrix] draws: [Rates],
// [Pictures] and [ClassNames].
type ConfusionOption interface{ applyConfusion(*confusion) }

type confusionOption func(*confusion)

func (o confusionOption) applyConfusion(c *confusion) { o(c) }

// Rates writes into each field which share of a class's rows, in percent, it has,
// in place of their number.
func Rates() ConfusionOption { return confusionOption(func(c *confusion) { c.rates = true }) }

// confusion is a confusion matrix in the making.
type confusion struct {
	*classified
	rates  bool
	images Images // nil for none
	table  [][]int
}

// mistake is a field off the diagonal.
type mistake struct{ label, guess, count int }

// numbersUntil is the number of classes up to which a field holds its number.
const numbersUntil = 20

// ConfusionMatrix returns a table of which classes a model takes for which: a line for
// each true class and a column for each predicted one. What is right stands on the
// diagonal, in blue. What is wrong is in orange and has a scale of its own, so that a
// good model's few mistakes can be seen. Fields are coloured by their share of the
// line's rows; the mouse shows number and share of each, and a click in JupyterLab lists
// its first rows, with their pictures where [Pictures] gives them.
//
// Of up to 20 classes each field shows its number. Empty fields stay empty.
//
// ConfusionMatrix panics if predictions and labels are not of the same length, and for
// a label that the predictions have no column for.
func ConfusionMatrix(predictions Predictions, labels Labels, options ...ConfusionOption) *Chart {
	c := &confusion{classified: &classified{predictions: predictions}}
	for _, o := range options {
		o.applyConfusion(c)
	}
	c.pair("ConfusionMatrix", labels)
	if nothing := c.nothing(); nothing != nil {
		return nothing
	}
	c.table = c.counts()
	return c.chart()
}

func (c *confusion) chart() *Chart {
	text := c.sentence()
	accuracy := share(c.right(), len(c.rows))
	subtitle := fmt.Sprintf("%d of %d right: %s", c.right(), len(c.rows), percent(accuracy))
	if c.rates {
		subtitle += " · fields in % of their line"
	}
	o := newOption("Confusion matrix", subtitle, text)
	o.Animation = opts.Bool(false)
	o.Tooltip.Trigger, o.Tooltip.Formatter = "item", "{b}"
	names, widest := c.axisNames()
	pitch := min(max(8, 440/c.classes), 60)
	if c.classes <= numbersUntil {
		pitch = max(pitch, c.widestNumber()+4)
	}
	side, left := pitch*c.classes, max(70, widest+50)
	o.addPlot(opts.Grid{Left: pixels(left), Top: pixels(belowHead), Width: pixels(side), Height: pixels(side)},
		scale{name: "predicted", names: names}, scale{name: "actual", names: names, reversed: true})
	o.Grid[0].OuterBoundsMode, o.Grid[0].OuterBoundsContain = "none", "" // fields stay square
	o.YAxis[0].NameGap = left - 28
	below := 48
	if c.classes <= numbersUntil {
		below += o.XAxis[0].slant(widest, pitch)
		o.YAxis[0].AxisLabel.Interval = "0"
	}
	o.XAxis[0].NameGap = below - 22
	right, wrong := c.fields()
	o.Series = []series{c.series("right", right), c.series("wrong", wrong)}
	o.VisualMap = []visualMap{
		shades(0, right, paleBlue, rightColor),
		shades(1, wrong, paleOrange, wrongColor),
	}
	return headed(Chart{option: o, text: text, fixed: true, width: max(digitsMinimum+40, left+side+2*edge), height: belowHead + side + below})
}

// widestNumber is how wide the longest number in a field is, in pixels.
func (c *confusion) widestNumber() int {
	most := 0
	for _, counts := range c.table {
		most = max(most, slices.Max(counts))
	}
	if c.rates {
		most = 1000 // "99.9" is about as wide
	}
	return textWidth(strconv.Itoa(most), axisChar)
}

// field is one cell of a table of colours: its place, the number that colours it, and
// the number that is written into it.
type field struct {
	Name  string  `json:"name"`
	Value values  `json:"value"`
	Label *colour `json:"label,omitempty"`

	Detail *detail `json:"detail,omitempty"`
}

type colour struct {
	Color string `json:"color"`
}

// fields returns the fields with rows in them, on the diagonal and off it.
func (c *confusion) fields() (right, wrong []field) {
	details := c.details()
	for label, counts := range c.table {
		all := 0
		for _, n := range counts {
			all += n
		}
		for guess, n := range counts {
			if n == 0 {
				continue
			}
			rate := 100 * share(n, all)
			f := field{Value: values{float64(guess), float64(label), rounded(rate), float64(n)}, Detail: details[label][guess]}
			if guess == label {
				f.Name = fmt.Sprintf("%s read right: %d of %d, %s", c.name(label), n, all, percent(rate/100))
				right = append(right, f)
			} else {
				f.Name = fmt.Sprintf("%s taken for %s: %d of %d, %s", c.name(label), c.name(guess), n, all, percent(rate/100))
				wrong = append(wrong, f)
			}
		}
	}
	return right, wrong
}

// rounded leaves a share in percent as many digits as a field has room for.
func rounded(rate float64) float64 {
	if rate >= 99.95 && rate < 100 {
		return 99.9
	}
	return math.Round(10*rate) / 10
}

func (c *confusion) series(name string, fields []field) series {
	most := highest(fields)
	for i := range fields {
		if fields[i].Value[2] > fromFull*most {
			fields[i].Label = &colour{onDark}
		}
	}
	s := series{ID: name, Name: name, Type: "heatmap", Data: fields}
	if c.classes <= numbersUntil {
		number := "{@[3]}"
		if c.rates {
			number = "{@[2]}"
		}
		s.Label = &label{Label: opts.Label{Show: opts.Bool(true), Formatter: types.FuncStr(number), Color: onPale, FontSize: 11}}
	}
	return s
}

// highest returns the largest of the numbers that colour fields.
func highest(fields []field) float64 {
	most := 0.0
	for _, f := range fields {
		most = max(most, f.Value[2])
	}
	return most
}

// shades colours the fields of a series from the palest, at 0, to the fullest.
func shades(index int, fields []field, pale, full string) visualMap {
	return visualMap{
		Type: "continuous", Max: max(highest(fields), 0.1), SeriesIndex: []int{index}, Dimension: 2,
		InRange: inRange{Color: []string{pale, full}},
	}
}

// sentence states the accuracy and the most frequent mistakes.
func (c *confusion) sentence() string {
	text := fmt.Sprintf("Confusion matrix of %s in %s: %d right (%s)",
		plural(len(c.rows), "row"), plural(c.classes, "class"), c.right(), percent(share(c.right(), len(c.rows))))
	var parts []string
	for _, m := range c.mistakes()[:min(3, len(c.mistakes()))] {
		parts = append(parts, fmt.Sprintf("%s taken for %s (%d)", c.name(m.label), c.name(m.guess), m.count))
	}
	if parts != nil {
		text += "; most often wrong: " + strings.Join(parts, ", ")
	}
	return text + c.leftOut() + "."
}

// mistakes lists what was confused, the most frequent first.
func (c *confusion) mistakes() []mistake {
	var all []mistake
	for label, counts := range c.table {
		for guess, n := range counts {
			if guess != label && n > 0 {
				all = append(all, mistake{label, guess, n})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b mistake) int { return cmp.Compare(b.count, a.count) })
	return all
}

package charts

import (
	"fmt"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// sheet is several charts in rows, as the renderers read them.
type sheet struct {
	Columns int    `json:"columns"`
	Charts  []part `json:"charts"`
}

// part is a chart of a sheet.
type part struct {
	Option *option `json:"option"`
	size
}

// mostInGrid is how many charts the renderers draw in one output.
const mostInGrid = 24

// Row returns one chart that shows several beside one another:
//
//	charts.Row(charts.ROC(p, labels), charts.PrecisionRecall(p, labels)).Display()
//
// It is a [Grid] of as many columns.
func Row(all ...*Chart) *Chart { return newGrid("Row", len(all), all) }

// Grid returns one chart that shows several in rows of so many columns. Where a notebook
// is too narrow for that, they stand in fewer. There is one picture of them all, their
// sentences follow one another, and [Chart.Save] writes them into one file.
//
// Grid panics if columns < 1, and with less than one chart or more than 24, a nil one, or
// one that is a grid itself. A [Live] chart is no chart before its training has ended: show
// [LearningCurves] in its place.
func Grid(columns int, all ...*Chart) *Chart { return newGrid("Grid", columns, all) }

func newGrid(who string, columns int, all []*Chart) *Chart {
	switch {
	case len(all) == 0 || len(all) > mostInGrid:
		panic(fmt.Errorf("charts.%s: %d charts; give 1 to %d", who, len(all), mostInGrid))
	case columns < 1:
		panic(fmt.Errorf("charts.%s: %d columns; give 1 or more", who, columns))
	}
	s := &sheet{Columns: min(columns, len(all))}
	texts := make([]string, len(all))
	for i, c := range all {
		if c == nil {
			panic(fmt.Errorf("charts.%s: chart %d is nil; make it first", who, i+1))
		}
		if c.sheet != nil {
			panic(fmt.Errorf("charts.%s: chart %d is a grid itself; give its charts: charts.Grid(columns, a, b, c, d)", who, i+1))
		}
		s.Charts = append(s.Charts, c.part())
		texts[i] = c.text
	}
	return &Chart{sheet: s, text: strings.Join(texts, "\n")}
}

// part returns the chart as a part of a sheet: where there is nothing to draw, it says so
// in its place.
func (c *Chart) part() part {
	if c.option != nil {
		return part{c.option, c.size()}
	}
	o := newOption("", "", c.text)
	o.Title, o.Series = nil, []series{}
	for i, line := range lines(c.text, 60) {
		o.Title = append(o.Title, opts.Title{
			Title: line, Left: pixels(edge), Top: pixels(edge + 18*i),
			TitleStyle: &opts.TextStyle{Color: ink, FontSize: 12, FontWeight: "normal"},
		})
	}
	return part{o, size{Width: 480, Height: 2*edge + 18*len(o.Title)}}
}

// lines breaks a text into lines of so many characters, where its words allow.
func lines(text string, length int) (all []string) {
	for _, word := range strings.Fields(text) {
		if last := len(all) - 1; last >= 0 && len(all[last])+1+len(word) <= length {
			all[last] += " " + word
		} else {
			all = append(all, word)
		}
	}
	return all
}

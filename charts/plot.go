package charts

import (
	"fmt"
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// The edges of a chart's only plot, in pixels: below a title with a subtitle, or below
// a row of names too.
const (
	edge      = 10
	belowHead = headHeight + 2
	belowRow  = headHeight + legendHeight + 2
)

// onlyPlot is the place of a plot that fills a chart from top down.
func onlyPlot(top int) opts.Grid {
	return opts.Grid{Left: pixels(edge), Right: pixels(2 * edge), Top: pixels(top), Bottom: pixels(edge)}
}

// cell is the place of a plot in the given column of several, a share of the chart's
// width.
func cell(column, columns, top, height int) opts.Grid {
	share := 100 / float64(columns)
	return opts.Grid{
		Left:  fmt.Sprintf("%.2f%%", float64(column)*share+1),
		Right: fmt.Sprintf("%.2f%%", float64(columns-column-1)*share+1.5),
		Top:   pixels(top), Height: pixels(height),
	}
}

// addPlot adds a plot whose axes, with all that is written at them, keep within its
// place, and returns its index.
func (o *option) addPlot(at opts.Grid, x, y scale) int {
	index := len(o.Grid)
	o.Grid = append(o.Grid, grid{Grid: at, OuterBoundsMode: "same", OuterBoundsContain: "all"})
	o.XAxis = append(o.XAxis, x.axis(index))
	o.YAxis = append(o.YAxis, y.axis(index))
	return index
}

// addHeading writes a line above a plot.
func (o *option) addHeading(text string, at opts.Grid, top int) {
	o.Title = append(o.Title, opts.Title{
		Title: text, Left: at.Left, Top: pixels(top),
		TitleStyle: &opts.TextStyle{Color: ink, FontSize: 12, FontWeight: "bold"},
	})
}

// zoomable lets the mouse wheel, with Shift held, look closer into plots, and the
// mouse then move what is seen.
func (o *option) zoomable(plots ...int) {
	o.DataZoom = append(o.DataZoom, dataZoom{
		Type: "inside", XAxisIndex: plots, FilterMode: "none", ZoomOnMouseWheel: "shift", MoveOnMouseMove: true,
	}, dataZoom{
		Type: "inside", YAxisIndex: plots, FilterMode: "none", ZoomOnMouseWheel: "shift", MoveOnMouseMove: true,
	})
}

// addNames writes the names of series in rows below the head of a chart of that
// width, and returns how many rows that takes.
func (o *option) addNames(names []string, width int) (rows int) {
	rows, used := 1, 0
	for _, name := range names {
		need := legendSign + legendChar*len([]rune(name))
		if used += need; used > width && used > need {
			rows, used = rows+1, need
		}
	}
	o.Legend = []legend{{ItemGap: 14, Legend: opts.Legend{
		Data: names, Left: "6", Top: pixels(headHeight - 4), ItemWidth: 30, ItemHeight: 10,
		TextStyle: &opts.TextStyle{Color: ink, FontSize: 12},
	}}}
	return rows
}

// nameSeries writes the names of all series that have one, as addNames does.
func (o *option) nameSeries(width int) (rows int) {
	var names []string
	var items []legendItem
	hidden := false // points that a sign is not to look like
	for _, s := range o.Series {
		if s.Name != "" && !slices.Contains(names, s.Name) {
			names = append(names, s.Name)
			items = append(items, legendItem{s.Name, s.sign()})
			hidden = hidden || s.Emphasis != nil
		}
	}
	rows = o.addNames(names, width)
	o.Legend[0].Data = items
	if hidden {
		o.Legend[0].ItemStyle = &itemStyle{ItemStyle: opts.ItemStyle{Opacity: opts.Float(1)}}
	}
	return rows
}

// legendItem is a name in a legend with the sign before it.
type legendItem struct {
	Name string `json:"name"`
	Icon string `json:"icon,omitempty"`
}

// sign returns what stands before a series' name, empty for what ECharts would put
// there: to a line without symbols it would give one.
func (s series) sign() string {
	switch {
	case s.Type == "scatter" && s.Symbol == "diamond":
		return "path://M0,5zM15,0L20,5L15,10L10,5zM30,5z"
	case s.Type == "scatter" && s.Symbol == "rect":
		return "path://M0,5zM13,0h4v10h-4zM30,5z"
	case !s.unmarked():
		return ""
	case s.AreaStyle != nil:
		return "rect"
	case s.LineStyle.Type == "dashed":
		return "path://M0,4h7v2h-7zM11.5,4h7v2h-7zM23,4h7v2h-7z"
	case s.LineStyle.Type == "dotted":
		return "path://M0,4h2v2h-2zM5.6,4h2v2h-2zM11.2,4h2v2h-2zM16.8,4h2v2h-2zM22.4,4h2v2h-2zM28,4h2v2h-2z"
	}
	return "path://M0,4h30v2h-30z"
}

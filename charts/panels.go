package charts

import (
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// panel is one plot of a figure: the curves of one quantity over the epochs.
type panel struct {
	title  string
	curves []curve
}

// span is the stretch of epochs that all panels of a figure show.
type span struct {
	first, last float64
	decimals    int  // with which a point is called by its epoch
	alone       bool // there is one epoch, in the middle
}

// Sizes in pixels.
const (
	figureWidth  = 720
	headHeight   = 54 // title and subtitle
	legendHeight = 26 // one row of names
	legendChar   = 7  // a character of a name, about
	legendSign   = 62 // what stands before a name, and the gap after it
	panelTitle   = 22
	plotHeight   = 206 // with the axes' labels
	panelGap     = 8
	panelHeight  = panelTitle + plotHeight + panelGap
)

// figure lays the panels out below a title, two beside each other.
func figure(title, subtitle, description string, panels []panel, epochs span) *Chart {
	o := newOption(title, subtitle, description)
	o.Tooltip.Trigger = "axis"
	o.AxisPointer = &opts.AxisPointer{Link: []opts.AxisPointerLink{{XAxisIndex: indices(len(panels))}}}
	top := headHeight + o.addLegend(panels)*legendHeight
	for i, p := range panels {
		o.addPanel(p, epochs, place{
			top:  top + i/2*panelHeight,
			half: len(panels) > 1, right: i%2 == 1,
		})
	}
	rows := (len(panels) + 1) / 2
	return headed(Chart{option: o, text: description, width: figureWidth, height: top + rows*panelHeight})
}

// addLegend names the curves, all but the pale ones, and returns how many rows that
// takes.
func (o *option) addLegend(panels []panel) (rows int) {
	var names []string
	for _, p := range panels {
		for _, c := range p.curves {
			if c.named() && !slices.Contains(names, c.name) {
				names = append(names, c.name)
			}
		}
	}
	return o.addNames(names, figureWidth)
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// place is where a panel stands. Places across are shares of the width, so that the
// panels follow when the notebook is made narrower.
type place struct {
	top         int
	half, right bool
}

// sides returns the distances from the figure's left and right edge.
func (p place) sides() (left, right string) {
	switch {
	case !p.half:
		return "1.5%", "2%"
	case p.right:
		return "51.5%", "2%"
	}
	return "1.5%", "52%"
}

func (o *option) addPanel(p panel, epochs span, at place) {
	index := len(o.Grid)
	left, right := at.sides()
	o.Title = append(o.Title, opts.Title{
		Title: p.title, Left: left, Top: pixels(at.top),
		TitleStyle: &opts.TextStyle{Color: ink, FontSize: 12, FontWeight: "bold"},
	})
	o.Grid = append(o.Grid, grid{Grid: opts.Grid{
		Left: left, Right: right, Top: pixels(at.top + panelTitle + 6),
		Height: pixels(plotHeight - 26), ContainLabel: opts.Bool(true),
	}})
	o.XAxis = append(o.XAxis, epochAxis(index, epochs))
	o.YAxis = append(o.YAxis, valueAxis(index))
	for _, c := range p.curves {
		o.Series = append(o.Series, c.series(index))
	}
}

func epochAxis(index int, epochs span) axis {
	labels := axisLabel()
	if epochs.alone {
		labels.ShowMinLabel, labels.ShowMaxLabel = opts.Bool(false), opts.Bool(false)
	}
	return axis{
		XAxis: opts.XAxis{
			GridIndex: index, Type: "value",
			Min: epochs.first, Max: epochs.last, MinInterval: 1,
			Name: "epoch", NameLocation: "middle", NameGap: 24,
			AxisLabel: labels,
			AxisLine:  &opts.AxisLine{OnZero: opts.Bool(false), LineStyle: &opts.LineStyle{Color: ink}},
			AxisTick:  &opts.AxisTick{Show: opts.Bool(!epochs.alone)},
			SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
		},
		NameTextStyle: &opts.TextStyle{Color: ink, FontSize: 12},
		AxisPointer: &axisPointer{
			AxisPointer: opts.AxisPointer{Type: "line", Snap: opts.Bool(true)},
			Label:       pointerLabel{"epoch {value}", epochs.decimals},
		},
	}
}

func valueAxis(index int) axis {
	return axis{XAxis: opts.XAxis{
		GridIndex: index, Type: "value", Scale: opts.Bool(true), SplitNumber: 4,
		AxisLabel: axisLabel(),
		SplitLine: &opts.SplitLine{LineStyle: &opts.LineStyle{Color: hairline}},
	}}
}

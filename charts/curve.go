package charts

import (
	"github.com/go-echarts/go-echarts/v2/opts"
)

// curve is one line of a plot, or the mark of its best point.
type curve struct {
	name   string
	points []point
	color  string
	style  style
}

// style says what a curve shows. Each looks different also without its colour.
type style int

const (
	training   style = iota // a line with dots
	validation              // a dashed line with diamonds
	running                 // a thin pale line: values inside of an epoch
	best                    // a ring around one point of another curve
)

// symbolsUntil is the number of points up to which a curve marks each of them.
const symbolsUntil = 40

// series returns the curve as ECharts draws it in the panel with that index.
func (c curve) series(panel int) series {
	s := series{
		ID: c.name, Name: c.name, Type: "line", XAxisIndex: panel, YAxisIndex: panel,
		Symbol: "circle", SymbolSize: 6, ShowSymbol: opts.Bool(c.showsSymbols()),
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: c.color}},
		LineStyle: &opts.LineStyle{Color: c.color, Width: 2},
		Data:      c.points,
	}
	switch c.style {
	case validation:
		s.Symbol, s.SymbolSize, s.LineStyle.Type = "diamond", 9, "dashed"
	case running:
		s.Symbol, s.SymbolSize, s.ShowSymbol = "none", nil, nil
		s.LineStyle.Width = 1.5
	case best:
		s.Type, s.SymbolSize, s.ShowSymbol, s.LineStyle, s.Z = "scatter", 15, nil, nil, 3
		s.ItemStyle.Color, s.ItemStyle.BorderColor, s.ItemStyle.BorderWidth = "transparent", c.color, 2.5
		s.ItemStyle.Opacity = opts.Float(1)
	}
	return s
}

// showsSymbols says whether the points of the curve are marked: they are when there
// are few, and when a gap would leave a point without a line to a neighbour.
func (c curve) showsSymbols() bool {
	if len(c.points) <= symbolsUntil {
		return true
	}
	for _, p := range c.points {
		if !finite(p.y) {
			return true
		}
	}
	return false
}

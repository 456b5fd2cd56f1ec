package charts

import (
	"cmp"
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// curve is one line of a plot, or the mark of its best point.
type curve struct {
	name   string
	points []point
	color  string
	style  style
	with   string // the curve with which the legend hides this one, "" for none
	hollow bool   // its points are
}

// style says what a curve shows. Each looks different also without its colour.
type style int

const (
	training   style = iota // a line with dots
	validation              // a dashed line with diamonds
	running                 // a thin pale line: values inside of an epoch
	best                    // a ring around one point of another curve
	floor                   // nothing to be seen, what a gap stands on
	gap                     // the space between two curves, as a height above the floor
)

// symbolsUntil is the number of points up to which a curve marks each of them.
const symbolsUntil = 40

// series returns the curve as ECharts draws it in the panel with that index.
func (c curve) series(panel int) series {
	s := series{
		ID: c.name, Name: cmp.Or(c.with, c.name), Type: "line", XAxisIndex: panel, YAxisIndex: panel,
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
	case floor, gap:
		s.Symbol, s.SymbolSize, s.ShowSymbol = "none", nil, nil
		s.LineStyle, s.Z = &opts.LineStyle{Opacity: opts.Float(0)}, 1 // a width of 0 would be left out, and drawn as 2
		s.Stack, s.StackAll, s.Silent = fmt.Sprintf("gap %d", panel), "all", true
		s.Tooltip = &opts.Tooltip{Show: opts.Bool(false)}
		if c.style == gap {
			s.AreaStyle = &opts.AreaStyle{Color: c.color, Opacity: opts.Float(0.12)}
		}
	case best:
		s.Type, s.SymbolSize, s.ShowSymbol, s.LineStyle, s.Z = "scatter", 15, nil, nil, 3
		s.ItemStyle.Color, s.ItemStyle.BorderColor, s.ItemStyle.BorderWidth = "transparent", c.color, 2.5
		s.ItemStyle.Opacity = opts.Float(1)
		if c.with != "" {
			s.Tooltip = &opts.Tooltip{Show: opts.Bool(false)} // the curve itself says it
		}
	}
	if c.hollow {
		s.Symbol = map[string]string{"circle": "emptyCircle", "diamond": "emptyDiamond"}[s.Symbol]
	}
	return s
}

// named says whether the legend tells of the curve.
func (c curve) named() bool { return c.style != running && c.with == "" }

// between shades the space between the curves of a quantity, training and validation,
// where both have a number.
func between(quantity string, a, b []point) []curve {
	at := map[float64]float64{}
	for _, p := range a {
		at[p.x] = p.y
	}
	var low, height []point
	for _, p := range b {
		if y, ok := at[p.x]; ok && finite(y) && finite(p.y) {
			low = append(low, point{p.x, min(y, p.y)})
			height = append(height, point{p.x, math.Abs(y - p.y)})
		}
	}
	if len(low) < 2 {
		return nil
	}
	return []curve{
		{name: quantity + " gap from", points: every(low, gapPoints), style: floor, with: "val_" + quantity},
		{name: quantity + " gap", points: every(height, gapPoints), color: validationColor, style: gap, with: "val_" + quantity},
	}
}

// gapPoints is how many points a gap has at most: a pale area needs few.
const gapPoints = 80

// every returns at most limit of the points, evenly, and the last.
func every(points []point, limit int) []point {
	stride := (len(points)-2)/(limit-1) + 1
	var kept []point
	for i := 0; i < len(points)-1; i += stride {
		kept = append(kept, points[i])
	}
	return append(kept, points[len(points)-1])
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

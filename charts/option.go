package charts

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// Only go-echarts' opts are linked: its charts package adds the HTML templates of
// whole web pages to every cell, and notebooks have no use for them.

// option is the part of an ECharts option that the charts here use.
type option struct {
	Color       []string          `json:"color"`
	TextStyle   opts.TextStyle    `json:"textStyle"`
	Animation   *bool             `json:"animation,omitempty"`
	Aria        opts.Aria         `json:"aria"`
	Title       []opts.Title      `json:"title"`
	Legend      *legend           `json:"legend,omitempty"`
	Tooltip     tooltip           `json:"tooltip"`
	AxisPointer *opts.AxisPointer `json:"axisPointer,omitempty"`
	Grid        []opts.Grid       `json:"grid"`
	XAxis       []xAxis           `json:"xAxis"`
	YAxis       []opts.YAxis      `json:"yAxis"`
	Series      []series          `json:"series"`
}

// The types below add what go-echarts' own lack.

type tooltip struct {
	opts.Tooltip
	RenderMode string `json:"renderMode"`
	Confine    bool   `json:"confine"`
}

type legend struct {
	opts.Legend
	ItemGap int `json:"itemGap,omitempty"`
}

type xAxis struct {
	opts.XAxis
	NameTextStyle *opts.TextStyle `json:"nameTextStyle,omitempty"`
	AxisPointer   *axisPointer    `json:"axisPointer,omitempty"`
}

type axisPointer struct {
	opts.AxisPointer
	Label pointerLabel `json:"label"`
}

type pointerLabel struct {
	Formatter string `json:"formatter"`
	Precision int    `json:"precision"`
}

type series struct {
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	Type       string          `json:"type"`
	XAxisIndex int             `json:"xAxisIndex,omitempty"`
	YAxisIndex int             `json:"yAxisIndex,omitempty"`
	Symbol     string          `json:"symbol,omitempty"`
	SymbolSize any             `json:"symbolSize,omitempty"`
	ShowSymbol *bool           `json:"showSymbol,omitempty"`
	ItemStyle  *itemStyle      `json:"itemStyle,omitempty"`
	LineStyle  *opts.LineStyle `json:"lineStyle,omitempty"`
	Silent     bool            `json:"silent,omitempty"`
	Z          int             `json:"z,omitempty"`
	Tooltip    *opts.Tooltip   `json:"tooltip,omitempty"`
	Data       any             `json:"data"`
}

type itemStyle struct {
	opts.ItemStyle
	BorderType string `json:"borderType,omitempty"`
}

// scatterPoint is one symbol with its own text.
type scatterPoint struct {
	opts.ScatterData
	Size  any    `json:"symbolSize,omitempty"` // go-echarts' own takes no pair
	Label *label `json:"label,omitempty"`
}

type label struct {
	opts.Label
	Rich map[string]opts.Label `json:"rich,omitempty"`
}

// point is a place in a plot; a y that is not finite is a gap in its curve.
type point struct{ x, y float64 }

// MarshalJSON writes [x,y] with at most five digits, which is finer than a pixel.
func (p point) MarshalJSON() ([]byte, error) {
	b := append(make([]byte, 0, 24), '[')
	b = appendNumber(b, p.x)
	b = append(b, ',')
	b = appendNumber(b, p.y)
	return append(b, ']'), nil
}

var _ json.Marshaler = point{}

func appendNumber(b []byte, v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(b, "null"...)
	}
	return strconv.AppendFloat(b, v, 'g', 5, 64)
}

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
	Legend      []legend          `json:"legend,omitempty"`
	Tooltip     tooltip           `json:"tooltip"`
	AxisPointer *opts.AxisPointer `json:"axisPointer,omitempty"`
	VisualMap   []visualMap       `json:"visualMap,omitempty"`
	DataZoom    []dataZoom        `json:"dataZoom,omitempty"`
	Grid        []grid            `json:"grid"`
	XAxis       []axis            `json:"xAxis"`
	YAxis       []axis            `json:"yAxis"`
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
	ItemGap   int        `json:"itemGap,omitempty"`
	ItemStyle *itemStyle `json:"itemStyle,omitempty"`
}

// grid is the place of one plot.
type grid struct {
	opts.Grid
	OuterBoundsMode    string        `json:"outerBoundsMode,omitempty"`
	OuterBoundsContain string        `json:"outerBoundsContain,omitempty"`
	Tooltip            *opts.Tooltip `json:"tooltip,omitempty"`
}

// axis is a plot's x or y axis.
type axis struct {
	opts.XAxis
	NameTextStyle *opts.TextStyle `json:"nameTextStyle,omitempty"`
	AxisPointer   *axisPointer    `json:"axisPointer,omitempty"`
}

// visualMap gives the values of a series their colours.
type visualMap struct {
	Type        string          `json:"type"`
	Min         float64         `json:"min"`
	Max         float64         `json:"max"`
	SeriesIndex []int           `json:"seriesIndex"`
	Dimension   int             `json:"dimension"`
	Show        bool            `json:"show"`
	Calculable  bool            `json:"calculable"`
	Precision   int             `json:"precision,omitempty"`
	Orient      string          `json:"orient,omitempty"`
	Left        string          `json:"left,omitempty"`
	Right       string          `json:"right,omitempty"`
	Top         string          `json:"top,omitempty"`
	Bottom      string          `json:"bottom,omitempty"`
	ItemWidth   int             `json:"itemWidth,omitempty"`
	ItemHeight  int             `json:"itemHeight,omitempty"`
	Text        []string        `json:"text,omitempty"`
	TextStyle   *opts.TextStyle `json:"textStyle,omitempty"`
	InRange     inRange         `json:"inRange"`
}

type inRange struct {
	Color []string `json:"color"`
}

// dataZoom lets the mouse look closer at a part of an axis.
type dataZoom struct {
	Type             string `json:"type"`
	XAxisIndex       []int  `json:"xAxisIndex,omitempty"`
	YAxisIndex       []int  `json:"yAxisIndex,omitempty"`
	FilterMode       string `json:"filterMode"`
	ZoomOnMouseWheel any    `json:"zoomOnMouseWheel"`
	MoveOnMouseMove  any    `json:"moveOnMouseMove"`
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

	Dimensions []string        `json:"dimensions,omitempty"` // what the numbers of a point are called
	Encode     map[string]any  `json:"encode,omitempty"`     // which of them is what
	Step       string          `json:"step,omitempty"`
	Stack      string          `json:"stack,omitempty"`
	StackAll   string          `json:"stackStrategy,omitempty"`
	AreaStyle  *opts.AreaStyle `json:"areaStyle,omitempty"`
	BarWidth   string          `json:"barWidth,omitempty"`
	BarGap     string          `json:"barGap,omitempty"`
	Label      *label          `json:"label,omitempty"`
	LabelFit   *labelLayout    `json:"labelLayout,omitempty"`
	MarkLine   *markLine       `json:"markLine,omitempty"`
	Emphasis   *emphasis       `json:"emphasis,omitempty"`
}

// emphasis is how an item looks with the mouse on it.
type emphasis struct {
	ItemStyle itemStyle `json:"itemStyle"`
}

// labelLayout says what becomes of labels that would lie over one another.
type labelLayout struct {
	HideOverlap bool `json:"hideOverlap"`
}

// markLine is straight lines across a plot.
type markLine struct {
	Precision int              `json:"precision"` // ECharts rounds to 2 decimals
	Symbol    string           `json:"symbol"`
	Silent    bool             `json:"silent"`
	Label     *label           `json:"label,omitempty"`
	LineStyle *opts.LineStyle  `json:"lineStyle,omitempty"`
	Data      []map[string]any `json:"data"`
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

	Detail *detail `json:"detail,omitempty"`
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

// values are the numbers of a point of more than two dimensions.
type values []float64

// MarshalJSON writes them as a [point]'s.
func (v values) MarshalJSON() ([]byte, error) {
	b := append(make([]byte, 0, 12*len(v)), '[')
	for i, x := range v {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendNumber(b, x)
	}
	return append(b, ']'), nil
}

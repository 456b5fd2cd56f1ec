package charts

import (
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// scale says what an axis measures, and from where to where.
type scale struct {
	name      string   // with its units
	low, high any      // nil to take them from the data
	names     []string // of the categories, for an axis that has them
	log       bool     // equal steps are equal factors
	whole     bool     // ticks stand at whole numbers only
	zero      bool     // 0 is on it, whatever the data are
	reversed  bool     // from top to bottom
	bare      bool     // without lines across the plot
	ticks     int      // about how many there are, 5 unless set
	format    string   // of a number, such as "{value} %"
	pointer   string   // what the mouse shows of a place, such as "epoch {value}"
	decimals  int      // of the value in it
}

// axis returns the axis of the plot with that index.
func (s scale) axis(plot int) axis {
	a := axis{
		XAxis: opts.XAxis{
			GridIndex: plot, Type: s.kind(), Min: s.low, Max: s.high, SplitNumber: s.ticks,
			AxisLabel: axisLabel(),
			AxisLine:  &opts.AxisLine{OnZero: opts.Bool(false), LineStyle: &opts.LineStyle{Color: ink}},
			SplitLine: &opts.SplitLine{LineStyle: &opts.LineStyle{Color: hairline}},
		},
		NameTextStyle: &opts.TextStyle{Color: ink, FontSize: 12, Padding: 3},
	}
	a.AxisLabel.Formatter = types.FuncStr(s.format)
	if s.name != "" {
		a.Name, a.NameLocation, a.NameGap = s.name, "middle", 10
	}
	if s.pointer != "" {
		a.AxisPointer = &axisPointer{AxisPointer: opts.AxisPointer{Type: "line"}, Label: pointerLabel{s.pointer, s.decimals}}
	}
	if s.whole {
		a.MinInterval = 1
	}
	if s.reversed {
		a.Inverse = opts.Bool(true)
	}
	if s.bare || s.names != nil {
		a.SplitLine = &opts.SplitLine{Show: opts.Bool(false)}
	}
	if s.names != nil {
		a.Data = s.names
		a.AxisTick = &opts.AxisTick{Show: opts.Bool(false)}
	} else if !s.zero {
		a.Scale = opts.Bool(true)
	}
	return a
}

func (s scale) kind() string {
	switch {
	case s.names != nil:
		return "category"
	case s.log:
		return "log"
	}
	return "value"
}

// slant turns the names of an axis with so many pixels for each, so that each of them is
// seen, and returns how much higher that makes the axis.
func (a *axis) slant(widest, pitch int) (higher int) {
	if widest+edge <= pitch {
		return 0
	}
	a.AxisLabel.Rotate, a.AxisLabel.Interval, a.AxisLabel.HideOverlap = 45, "0", nil
	return widest * 6 / 10
}

// numberWidth is about how wide the numbers at an axis with limits are, in pixels.
func (s scale) numberWidth() int {
	step := roundStep((s.high.(float64) - s.low.(float64)) / 4)
	widest := 0
	for _, v := range []float64{s.low.(float64), s.high.(float64)} {
		text := thousands(int(v))
		if step < 1 {
			text = strconv.FormatFloat(v, 'f', int(math.Ceil(-math.Log10(step))), 64)
		}
		widest = max(widest, textWidth(text, axisChar))
	}
	return widest
}

// hideEnds leaves the ends of an axis without numbers, which would touch those of the
// next plot, or are not round.
func (a *axis) hideEnds() {
	a.AxisLabel.ShowMinLabel, a.AxisLabel.ShowMaxLabel = opts.Bool(false), opts.Bool(false)
}

func axisLabel() *opts.AxisLabel {
	return &opts.AxisLabel{Color: ink, FontSize: 11, HideOverlap: opts.Bool(true)}
}

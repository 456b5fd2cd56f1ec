package charts

import "github.com/go-echarts/go-echarts/v2/opts"

// dots returns points as a cloud, in which those that lie over one another show.
func dots(name string, points []point, color, symbol string) series {
	return series{
		ID: name, Name: name, Type: "scatter", Symbol: symbol, SymbolSize: 5, Data: points,
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: color, Opacity: opts.Float(0.45)}},
	}
}

// line returns points joined by a line of a type: "solid", "dashed" or "dotted".
func line(name string, points any, color, kind string) series {
	return series{
		ID: name, Name: name, Type: "line", Symbol: "none", Data: points,
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: color}},
		LineStyle: &opts.LineStyle{Color: color, Width: 2, Type: kind},
	}
}

// answering returns a line that marks no point with points that the mouse finds all the
// same, and shows what their numbers are called.
func (s series) answering(dimensions ...string) series {
	s.Symbol, s.SymbolSize, s.ItemStyle.Opacity = "circle", 8, opts.Float(0)
	s.Emphasis = &emphasis{itemStyle{ItemStyle: opts.ItemStyle{Color: s.ItemStyle.Color, Opacity: opts.Float(1)}}}
	s.Dimensions, s.Encode = dimensions, map[string]any{"tooltip": indices(len(dimensions))}
	return s
}

// unmarked says whether a line shows none of its points.
func (s series) unmarked() bool {
	return s.Type == "line" && (s.Symbol == "none" || s.Emphasis != nil)
}

// guide returns a thin dashed line to compare others with, which the mouse ignores.
func guide(name string, points []point) series {
	s := line(name, points, ink, "dashed")
	s.LineStyle.Width, s.Silent, s.Z = 1.5, true, 1
	s.Tooltip = &opts.Tooltip{Show: opts.Bool(false)}
	return s
}

// on puts a series into a plot, under an identity of its own.
func (s series) on(plot int) series {
	s.XAxisIndex, s.YAxisIndex = plot, plot
	return s
}

// across returns lines straight through a plot, each with a text at its end: key is
// "xAxis" for lines up at values of x, "yAxis" for lines across at values of y.
func across(key string, at map[string]float64, names []string, color string) *markLine {
	m := &markLine{
		Precision: 12,
		Symbol:    "none", Silent: true, LineStyle: &opts.LineStyle{Color: color, Width: 1.5, Type: "dashed"},
		Label: &label{Label: opts.Label{Show: opts.Bool(true), Formatter: "{b}", Color: color, FontSize: 11}},
	}
	if key == "yAxis" {
		m.Label.Position = "insideEndTop"
	}
	for _, name := range names {
		m.Data = append(m.Data, map[string]any{"name": name, key: at[name]})
	}
	return m
}

// histogram returns counts as a filled line of steps: each point is the lower end of
// a stretch with the count in it, the last one the upper end of all, with 0.
func histogram(name string, counts []point, color string) series {
	s := line(name, counts, color, "solid")
	s.Step, s.LineStyle.Width = "end", 1.5
	s.AreaStyle = &opts.AreaStyle{Color: color, Opacity: opts.Float(0.3)}
	return s
}

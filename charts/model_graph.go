package charts

import (
	"fmt"

	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// Sizes in pixels.
const (
	boxWidth   = 210
	boxHeight  = 42
	boxGap     = 24
	rankPitch  = 74
	tallestMap = 3800
)

// boxOutline is a rectangle with round corners, boxWidth by boxHeight.
const boxOutline = "path://M5,0H205Q210,0 210,5V37Q210,42 205,42H5Q0,42 0,37V5Q0,0 5,0Z"

// ModelGraph returns a drawing of a model: a box for each layer with its kind, the shape
// that it puts out and how many parameters it has, and a line from each layer to those
// that take its output, from top to bottom.
//
//	charts.ModelGraph(model.Graph()).Display()
func ModelGraph(model Graph) *Chart {
	n := model.Len()
	if n == 0 {
		return &Chart{text: "No layers to draw: the model has none."}
	}
	l := layOut(model)
	at := l.places()
	widest, total := 0, 0
	for _, members := range l.ranks {
		widest = max(widest, len(members))
	}
	pitch := min(rankPitch, tallestMap/len(l.ranks))
	width, height := widest*(boxWidth+boxGap), len(l.ranks)*pitch
	for i := range at {
		at[i] = point{float64(width)/2 + at[i].x*(boxWidth+boxGap), (at[i].y + 0.5) * float64(pitch)}
	}
	var boxes, inputs []scatterPoint
	for i := range n {
		name, kind, shape, parameters := model.Layer(i)
		total += parameters
		b := box(at[i], name, kind, shape, parameters)
		if len(model.Inputs(i)) == 0 {
			inputs = append(inputs, b)
		} else {
			boxes = append(boxes, b)
		}
	}
	subtitle := fmt.Sprintf("%s · %s parameters", plural(n, "layer"), thousands(total))
	text := fmt.Sprintf("Graph of a model of %s with %s parameters, in %s from input to output.", plural(n, "layer"), thousands(total), plural(len(l.ranks), "step"))
	o := newOption("Model", subtitle, text)
	o.Animation = opts.Bool(false)
	o.Tooltip.Trigger, o.Tooltip.Formatter = "item", "{b}"
	hidden := opts.Bool(false)
	o.Grid = []grid{{Grid: opts.Grid{Left: pixels(edge), Top: pixels(headHeight), Width: pixels(width), Height: pixels(height)}}}
	o.XAxis = []axis{{XAxis: opts.XAxis{Type: "value", Show: hidden, Min: 0, Max: width}}}
	o.YAxis = []axis{{XAxis: opts.XAxis{Type: "value", Show: hidden, Min: 0, Max: height, Inverse: opts.Bool(true)}}}
	o.Series = append(o.Series, l.arrows(at)...)
	o.Series = append(o.Series, boxSeries("inputs", inputs, "#009E73"), boxSeries("layers", boxes, trainingColor))
	return headed(Chart{option: o, text: text, fixed: true, width: max(digitsMinimum, width+2*edge), height: headHeight + height + edge})
}

func box(at point, name, kind string, shape []int, parameters int) scatterPoint {
	first, second := layerText(name, kind, shape, parameters)
	return scatterPoint{
		ScatterData: opts.ScatterData{Name: first + "\n" + second, Value: at},
		Label:       &label{Label: opts.Label{Formatter: types.FuncStr("{name|" + clip(first, 27) + "}\n" + clip(second, 34))}},
	}
}

func boxSeries(name string, boxes []scatterPoint, color string) series {
	return series{
		ID: name, Name: name, Type: "scatter", Symbol: boxOutline, SymbolSize: []int{boxWidth, boxHeight}, Z: 3, Data: boxes,
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: color, Opacity: opts.Float(1)}},
		Label: &label{
			Label: opts.Label{Show: opts.Bool(true), Position: "inside", Color: onDark, FontSize: 11, LineHeight: 15},
			Rich:  map[string]opts.Label{"name": {Color: onDark, FontSize: 12, FontWeight: "bold", LineHeight: 16}},
		},
	}
}

// arrows draws the edges, bent where they change their place, with a head each.
func (l *layered) arrows(at []point) []series {
	var all []series
	var heads []point
	for i, edge := range l.edges {
		var path []point
		for k := 1; k < len(edge); k++ {
			from, to := at[edge[k-1]], at[edge[k]]
			if k == 1 {
				from.y += boxHeight / 2
			}
			if k == len(edge)-1 {
				to.y -= boxHeight/2 + 2
			}
			path = append(path, bend(from, to)...)
		}
		s := line("", path, ink, "solid")
		s.ID, s.LineStyle.Width, s.Silent = fmt.Sprintf("edge %d", i), 1.5, true
		all = append(all, s)
		heads = append(heads, point{path[len(path)-1].x, path[len(path)-1].y - 3})
	}
	if heads == nil {
		return nil
	}
	return append(all, series{
		ID: "heads", Type: "scatter", Symbol: "path://M0,0L10,0L5,8Z", SymbolSize: []int{9, 7}, Silent: true, Data: heads,
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: ink, Opacity: opts.Float(1)}},
	})
}

// bend returns the points of a curve that leaves downwards and arrives downwards.
func bend(from, to point) []point {
	if from.x == to.x {
		return []point{from, to}
	}
	const steps = 12
	points := make([]point, steps+1)
	for i := range points {
		t := float64(i) / steps
		s := t * t * (3 - 2*t)
		points[i] = point{from.x + s*(to.x-from.x), from.y + t*(to.y-from.y)}
	}
	return points
}

package charts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// LayerTraining is how each layer of a model learned, epoch by epoch, such as nnlib's
// LayerWatcher keeps it.
type LayerTraining interface {
	Layers() []string
	GradientNorms(layer string) []float64 // √Σg², after each epoch
	UpdateRatios(layer string) []float64  // how far an epoch moved the weights, relative to them
}

// mostLayers is how many layers the chart shows at most, updatesHeight how high a plot is.
const (
	mostLayers    = 12
	updatesHeight = 240
)

// LayerUpdates returns curves of how each layer learns: how long the gradient of its
// weights is, and how far each epoch moved them, relative to what they were. Both axes go
// by factors.
//
//	watch := nnlib.WatchLayers(train.Take(256))
//	model.Fit(train, nnlib.Epochs(5), nnlib.Callbacks(watch))
//	charts.LayerUpdates(watch).Display()
//
// Gradients that shrink from layer to layer towards the input vanish: those layers hardly
// learn. An update as large as the weights themselves says that the learning rate is too
// large. Of more than 12 layers the first 12 are drawn.
func LayerUpdates(training LayerTraining) *Chart {
	layers := training.Layers()
	if len(layers) == 0 {
		return &Chart{text: "No layers to show: no epoch was watched. Train with the watcher first, for example " +
			"model.Fit(train, nnlib.Callbacks(watch)), then draw charts.LayerUpdates(watch)."}
	}
	o := newOption("How layers learn", "", "")
	o.Tooltip.Trigger = "axis"
	o.Animation = opts.Bool(false)
	epochs := 0
	var said []string
	for i, layer := range layers {
		norms, ratios := training.GradientNorms(layer), training.UpdateRatios(layer)
		epochs = max(epochs, len(norms))
		said = append(said, fmt.Sprintf("%s gradient %s, moved %s", layer, lastOf(norms), lastOf(ratios)))
		if i < mostLayers {
			color, kind := palette[i%len(palette)], []string{"solid", "dashed"}[i/len(palette)]
			o.Series = append(o.Series, byEpoch(layer, norms, color, kind), byEpoch(layer, ratios, color, kind).on(1))
			o.Series[len(o.Series)-1].ID = layer + " update"
		}
	}
	if !o.hasPoints() {
		return &Chart{text: "No curves to show: no gradient and no update is a number above 0. Check the loss of the training, " +
			"and that layers are not frozen."}
	}
	subtitle := fmt.Sprintf("after each of %s", plural(epochs, "epoch"))
	if len(layers) > mostLayers {
		subtitle += fmt.Sprintf(" · the first %d of %d layers are drawn", mostLayers, len(layers))
	}
	o.Title[0].Subtitle = subtitle
	top := headHeight + o.nameSeries(figureWidth)*legendHeight + 2
	epoch := scale{name: "epoch", pointer: "epoch {value}", whole: true, low: 1, high: epochs}
	if epochs == 1 {
		epoch.low, epoch.high = 0, 2 // the only one in the middle
	}
	o.addPlot(cell(0, 2, top, updatesHeight), epoch, scale{name: "length of the gradient", log: true})
	o.addPlot(cell(1, 2, top, updatesHeight), epoch, scale{name: "update / weights", log: true})
	if epochs == 1 {
		o.XAxis[0].hideEnds()
		o.XAxis[1].hideEnds()
	}
	text := fmt.Sprintf("How %s learn, after %s: %s.", plural(len(layers), "layer"), plural(epochs, "epoch"), strings.Join(said, "; "))
	o.Aria.Label.Description = text
	return headed(Chart{option: o, text: text, width: figureWidth, height: top + updatesHeight + edge})
}

// byEpoch returns a curve over epochs, counted from 1, without what no logarithm has.
func byEpoch(name string, values []float64, color, kind string) series {
	var points []point
	for i, v := range values {
		if v > 0 && finite(v) {
			points = append(points, point{float64(i + 1), plain(v)})
		}
	}
	s := line(name, points, color, kind)
	s.Symbol, s.SymbolSize = "circle", 5
	return s
}

// hasPoints says whether there is anything to draw.
func (o *option) hasPoints() bool {
	return slices.ContainsFunc(o.Series, func(s series) bool {
		points, _ := s.Data.([]point)
		return len(points) > 0
	})
}

func lastOf(values []float64) string {
	if len(values) == 0 {
		return "unknown"
	}
	return short(values[len(values)-1])
}

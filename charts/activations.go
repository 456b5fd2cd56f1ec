package charts

import (
	"fmt"
	"math"
)

// Outputs are what a layer makes of rows of data, such as nnlib's Predictions of a model
// that ends with that layer.
type Outputs interface {
	// Shape returns the sizes of all axes, the rows first.
	Shape() []int

	// Row returns the outputs for one row, flat.
	Row(row int) []float32
}

// Activations returns what one layer makes of one row of data. Outputs of shape [rows,
// height, width, channels] are drawn as a grey picture for each channel, all on one
// scale, black for the lowest and white for the highest; other outputs as a bar for
// each unit. What is 0 everywhere takes no part.
//
// Activations panics for a row that is not there.
func Activations(outputs Outputs, row int) *Chart {
	shape := outputs.Shape()
	if len(shape) < 2 || row < 0 || row >= shape[0] {
		panic(fmt.Errorf("charts.Activations: row %d of outputs of shape [%s]; give a row from 0 to %d",
			row, shapeText(shape), max(0, shape[0]-1)))
	}
	var all []float64
	zeros := 0
	for _, v := range outputs.Row(row) {
		all = append(all, float64(v))
		if v == 0 {
			zeros++
		}
	}
	known, broken := numbers(all)
	if len(known) == 0 {
		return &Chart{text: fmt.Sprintf("No activations to show: row %d has %s, none a number. Check the loss of the training.", row, plural(broken, "output"))}
	}
	q := quantiles(known, 0, 1)
	of := shapeText(shape[1:])
	if len(shape) == 2 {
		of = plural(shape[1], "unit")
	}
	text := fmt.Sprintf("Activations for row %d, %s: from %s to %s, %d of %d are zero", row, of, short(q[0]), short(q[1]), zeros, len(all))
	subtitle := fmt.Sprintf("%s · %d of %d are zero", of, zeros, len(all))
	if broken > 0 {
		text += fmt.Sprintf(", %d not numbers: check the loss of the training", broken)
		subtitle += fmt.Sprintf(" · %d not numbers", broken)
	}
	if len(shape) == 4 {
		return featureMaps(all, shape[1:], row, q, text)
	}
	o := newOption(fmt.Sprintf("Activations for row %d", row), subtitle, text+".")
	o.Tooltip.Trigger = "axis"
	points := make([]point, len(all))
	for i, v := range all {
		points[i] = point{float64(i) - 0.499, v} // which the pointer rounds to i
	}
	units := scale{name: "unit", low: -0.5, high: float64(len(all)) - 0.5, bare: true, whole: true, pointer: "unit {value}"}
	o.zoomable(o.addPlot(onlyPlot(belowHead), units, scale{name: "activation", zero: true}))
	o.XAxis[0].hideEnds()
	s := histogram("activation", append(thin(points, 998), point{float64(len(all)) - 0.5, 0}), trainingColor)
	o.Series = []series{s}
	return headed(Chart{option: o, text: text + ".", width: figureWidth, height: 300})
}

// featureMaps draws a picture for each channel.
func featureMaps(all []float64, shape []int, row int, q []float64, text string) *Chart {
	height, width, channels := shape[0], shape[1], shape[2]
	shown := min(channels, mostOfSize(height*width))
	dark := 0
	list := pictureList{of: "channel"}
	for c := range channels {
		values := make([]float64, height*width)
		most := 0.0
		for i := range values {
			values[i] = all[i*channels+c]
			most = max(most, math.Abs(values[i]))
		}
		if most == 0 {
			dark++
		}
		if c < shown {
			list.images = append(list.images, shaded(values, width, q[0], q[1]))
			list.numbers = append(list.numbers, c)
		}
	}
	title := fmt.Sprintf("Activations for row %d", row)
	if shown < channels {
		title += fmt.Sprintf(", the first %d of %d channels", shown, channels)
	}
	subtitle := fmt.Sprintf("%s · black %s, white %s", shapeText(shape), short(q[0]), short(q[1]))
	text += fmt.Sprintf("; %d of %d channels are 0 everywhere.", dark, channels)
	return Digits(list, list.titled(title, subtitle, text), Size(filterSize(width)), Columns(8))
}

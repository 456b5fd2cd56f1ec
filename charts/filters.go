package charts

import (
	"fmt"
	"math"
)

// Filters returns the weights of a model's first layer as pictures, one for each unit or
// filter: blue where a bright pixel raises it, orange where one lowers it. All pictures
// have one scale. Filters that show strokes or edges have learned something; filters of
// noise have not, or have learned single images by heart.
//
// The weight is the kernel of a Dense layer, [pixels, units], with the shape of the
// image that it looks at, or that of a convolution, [height, width, channels, filters],
// which needs no shape. Several channels are shown by their mean.
//
//	charts.Filters(model.Weights()[0], 28, 28).Display()
//
// As many are drawn as fit into a notebook's file, 30 of 28×28 and at most 100.
//
// Filters panics if the weight has not the shape of either.
func Filters[W Weight](kernel W, imageShape ...int) *Chart {
	w := weight(kernel)
	height, width, units := filterShape(w, imageShape)
	shown := min(units, mostOfSize(height*width))
	most, zeros, broken := 0.0, 0, 0
	for _, v := range w.Values {
		if finite(float64(v)) {
			most = max(most, math.Abs(float64(v)))
		} else {
			broken++
		}
		if v == 0 {
			zeros++
		}
	}
	list := pictureList{of: "filter"}
	for unit := range shown {
		list.images = append(list.images, signed(filter(w.Values, unit, units, height*width), width, most))
		list.numbers = append(list.numbers, unit)
	}
	title := fmt.Sprintf("Filters of %s", w.Name)
	if shown < units {
		title = fmt.Sprintf("The first %d of %d filters of %s", shown, units, w.Name)
	}
	subtitle := fmt.Sprintf("blue: up to %s, orange: down to -%s", short(most), short(most))
	text := fmt.Sprintf("%s, %d×%d each: largest weight %s, %d of %d weights are zero", title, height, width, short(most), zeros, len(w.Values))
	if most == 0 {
		subtitle = fmt.Sprintf("%d of %d weights are zero", zeros, len(w.Values))
	}
	if broken > 0 {
		subtitle += fmt.Sprintf(" · %d NaN or infinite", broken)
		text += fmt.Sprintf(", %d NaN or infinite: check the loss of the training", broken)
	}
	text += "."
	return Digits(list, list.titled(title, subtitle, text), Size(filterSize(width)))
}

// filterSize is the side of a picture that is so many pixels wide.
func filterSize(width int) int { return min(max(40, 2*width), 112) }

// filterShape returns what a kernel's filters look like, and how many there are.
func filterShape(w weight, imageShape []int) (height, width, units int) {
	switch {
	case len(w.Shape) == 4 && len(imageShape) == 0:
		return w.Shape[0], w.Shape[1], w.Shape[3]
	case len(w.Shape) == 2 && (len(imageShape) == 2 || len(imageShape) == 3):
		pixels := 1
		for _, n := range imageShape {
			pixels *= n
		}
		if pixels == w.Shape[0] {
			return imageShape[0], imageShape[1], w.Shape[1]
		}
	}
	panic(fmt.Errorf("charts.Filters: %s of shape [%s] and images of shape [%s]; give the first kernel and its image's shape: "+
		"charts.Filters(model.Weights()[0], 28, 28)", w.Name, shapeText(w.Shape), shapeText(imageShape)))
}

// filter returns one unit's weights, a number a pixel: the mean over its channels.
func filter(values []float32, unit, units, pixels int) []float64 {
	channels := len(values) / units / pixels
	out := make([]float64, pixels)
	for i := range out {
		for c := range channels {
			out[i] += float64(values[(i*channels+c)*units+unit]) / float64(channels)
		}
	}
	return out
}

package charts

import (
	"fmt"
	"math"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// Weight is one of a model's variables, such as nnlib's Weight: its name, its shape,
// and its values row by row.
type Weight interface {
	~struct {
		Name   string
		Shape  []int
		Values []float32
	}
}

// weight is a [Weight] of any type.
type weight struct {
	Name   string
	Shape  []int
	Values []float32
}

// mostWeights is how many variables a chart shows at most.
const mostWeights = 24

// WeightHistograms returns a small histogram of the values of each of a model's
// variables, with their least and largest, and how many are zero or not numbers:
//
//	charts.WeightHistograms(model.Weights()).Display()
//
// A variable whose values are all alike has not been trained, a long tail asks for
// regularisation, and a NaN spoils all that comes after it. Of more than 24 variables the
// first 24 are drawn.
func WeightHistograms[W Weight](weights []W) *Chart {
	if len(weights) == 0 {
		return &Chart{text: "No weights to show: the model has none."}
	}
	shown := min(len(weights), mostWeights)
	o := newOption("Weights", "", "")
	o.Tooltip.Trigger = "axis"
	o.Animation = opts.Bool(false)
	var said []string
	total := 0
	for j, w := range weights {
		one := weight(w)
		total += len(one.Values)
		if j < shown {
			said = append(said, o.addWeight(j, one))
		}
	}
	subtitle := fmt.Sprintf("%s in %s · upwards: how many", plural(total, "value"), plural(len(weights), "variable"))
	if shown < len(weights) {
		subtitle += fmt.Sprintf(" · the first %d are drawn", shown)
	}
	text := fmt.Sprintf("Weights, %s in %s: %s.", plural(total, "value"), plural(len(weights), "variable"), strings.Join(said, "; "))
	o.Title[0].Subtitle, o.Aria.Label.Description = subtitle, text
	rows := (shown + weightColumns - 1) / weightColumns
	return headed(Chart{option: o, text: text, width: figureWidth, height: headHeight + rows*weightPitch})
}

// Sizes of the small plots of weights, which have two lines above them.
const (
	weightColumns = 2
	weightHead    = 44
	weightPitch   = weightHead + smallHeight + 2*panelGap
)

// addWeight draws one variable and returns its numbers in words.
func (o *option) addWeight(j int, w weight) string {
	all := make([]float64, len(w.Values))
	zeros := 0
	for i, v := range w.Values {
		all[i] = float64(v)
		if v == 0 {
			zeros++
		}
	}
	known, broken := numbers(all)
	low, high := math.NaN(), math.NaN()
	var b bins
	if len(known) > 0 {
		q := quantiles(known, 0, 1)
		low, high = q[0], q[1]
		b = newBins(low, high, 30)
		for _, v := range known {
			b.add(v)
		}
	}
	mean, deviation := moments(known)
	said := fmt.Sprintf("from %s to %s", short(low), short(high))
	if len(known) == 0 {
		said = "no numbers"
	}
	detail := said
	if len(known) > 1 {
		detail += fmt.Sprintf(", %s ± %s", short(mean), short(deviation))
	}
	for _, peculiar := range []struct {
		n    int
		what string
	}{{zeros, "zero"}, {broken, "NaN or infinite"}} {
		if peculiar.n > 0 {
			said += fmt.Sprintf(", %d %s", peculiar.n, peculiar.what)
			detail += fmt.Sprintf(", %d %s", peculiar.n, peculiar.what)
		}
	}
	top := headHeight + j/weightColumns*weightPitch
	at := cell(j%weightColumns, weightColumns, top+weightHead, smallHeight)
	o.addHeading(clip(w.Name+" "+shapeText(w.Shape), figureWidth/weightColumns/headingChar), at, top)
	head := &o.Title[len(o.Title)-1]
	head.Subtitle, head.SubtitleStyle = detail, &opts.TextStyle{Color: ink, FontSize: 11}
	color := trainingColor
	if broken > 0 {
		color = wrongColor
	}
	x := scale{ticks: 4, bare: true}
	var steps []point
	if len(known) > 0 {
		x.low, x.high, steps = b.low, b.high(), b.steps()
		x.pointer, x.decimals = "from {value}", b.decimals()
	}
	o.Series = append(o.Series, histogram(w.Name, steps, color).on(o.addPlot(at, x, scale{zero: true, whole: true, ticks: 3})))
	return w.Name + " " + shapeText(w.Shape) + " " + said
}

// shapeText writes a shape: 784×300.
func shapeText(shape []int) string {
	parts := make([]string, len(shape))
	for i, n := range shape {
		parts[i] = fmt.Sprint(n)
	}
	return strings.Join(parts, "×")
}

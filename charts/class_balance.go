package charts

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// ClassBalance returns a chart of how many rows each class has. A dashed line marks how
// many it would have if all had the same: a class far below it is learned from few
// examples, and one far above makes guessing it look clever.
//
// The classes are counted from 0 to the largest label. ClassBalance panics for a label
// below 0.
func ClassBalance(labels Labels, options ...ClassOption) *Chart {
	c := &classified{}
	for _, o := range options {
		o.applyClasses(c)
	}
	c.count(labels)
	if len(c.labels) == 0 {
		advice := "Check what Take, Skip or Split left of the data."
		if c.without > 0 {
			advice = "Targets that are no whole numbers are no classes: charts.FeatureHistograms draws them."
		}
		return &Chart{text: fmt.Sprintf("No classes to count: none of %s has a label. %s", plural(c.without, "row"), advice)}
	}
	counts := make([]int, c.classes)
	for _, label := range c.labels {
		counts[label]++
	}
	least, most := 0, 0
	for class, n := range counts {
		if n < counts[least] {
			least = class
		}
		if n > counts[most] {
			most = class
		}
	}
	tell := func(class int) string {
		return fmt.Sprintf("%s: %d (%s)", c.name(class), counts[class], percent(share(counts[class], len(c.labels))))
	}
	extremes := []string{"fewest of " + tell(least), "most of " + tell(most)}
	if counts[least] == counts[most] {
		extremes = []string{fmt.Sprintf("%d of each", counts[most])}
	}
	text := fmt.Sprintf("Class balance of %s in %s: %s", plural(len(c.labels), "row"), plural(c.classes, "class"), strings.Join(extremes, ", "))
	if c.without > 0 {
		text += fmt.Sprintf("; %s without a label", plural(c.without, "row"))
	}
	o := newOption("Class balance", plural(len(c.labels), "row")+" · "+strings.Join(extremes, " · "), text+".")
	o.Tooltip.Trigger = "axis"
	o.Tooltip.AxisPointer = &opts.AxisPointer{Type: "shadow"}
	names, widest := c.axisNames()
	place := onlyPlot(belowHead + 12)
	place.Right = pixels(5 * edge) // for "even"
	o.addPlot(place, scale{name: "class", names: names}, scale{name: "rows", zero: true, whole: true})
	pitch, higher := (figureWidth-100)/c.classes, 0
	if c.classes <= numbersUntil {
		higher = o.XAxis[0].slant(widest, pitch)
	}
	points := make([]point, c.classes)
	for class, n := range counts {
		points[class] = point{float64(class), float64(n)}
	}
	bars := columns("rows", points, trainingColor)
	if c.classes <= numbersUntil && textWidth(strconv.Itoa(counts[most]), axisChar) < pitch {
		bars.Label = &label{Label: opts.Label{Show: opts.Bool(true), Position: "top", Color: ink, FontSize: 11, Formatter: "{@[1]}"}}
	}
	bars.MarkLine = across("yAxis", map[string]float64{"even": float64(len(c.labels)) / float64(c.classes)}, []string{"even"}, ink)
	bars.MarkLine.Label.Position = "end" // beside the numbers on the bars
	o.Series = []series{bars}
	return headed(Chart{option: o, text: text + ".", width: figureWidth, height: 340 + higher})
}

// count reads the labels alone.
func (c *classified) count(labels Labels) {
	c.names = c.names.or(labels)
	for i := range labels.Len() {
		label, ok := labels.Label(i)
		if !ok {
			c.without++
			continue
		}
		if label < 0 {
			panic(fmt.Errorf("charts.ClassBalance: row %d has label %d; classes are counted from 0", i, label))
		}
		c.labels = append(c.labels, label)
		c.classes = max(c.classes, label+1)
	}
}

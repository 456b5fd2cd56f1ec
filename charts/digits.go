package charts

import (
	"fmt"
	"image"
	"math"
	"strings"
)

// Images is a list of pictures, such as a data set of nnlib. When it also has the
// method
//
//	Label(i int) (label int, ok bool)
//
// each picture is drawn with its label.
type Images interface {
	Len() int
	Image(i int) image.Image
}

// mostDigits bounds what one chart adds to a notebook's file.
const mostDigits = 200

// digit is a picture with what is known about it.
type digit struct {
	of        string // what it is one of, such as "filter"; empty for a picture
	image     image.Image
	label     int
	labelled  bool
	verdict   verdict
	predicted bool
	number    int     // of the picture
	loss      float64 // NaN unless it is told
}

// digits is a chart of pictures in the making.
type digits struct {
	title         string
	subtitle      string // empty for the score
	text          string // empty for what is known of the digits
	of            string // what the pictures are, empty for digits
	columns, side int    // of columns 0 for as many as fit
	pitch         int    // from a picture's middle to the next one's
	predictions   Predictions
	names         classNames
	all           []digit
	pick          *picked // where the pictures come from, nil for all in their order
	total         int     // including those that were cut off
}

// Digits returns a chart of pictures side by side, each with its label below it, and
// with its predicted class where [Predicted] gives one. At most 200 are drawn; the
// title says when there are more. In JupyterLab a click on a picture enlarges it and shows
// the most probable classes.
//
// Digits panics if the predictions are not as many as the pictures.
func Digits(images Images, options ...DigitsOption) *Chart {
	d := &digits{side: 56, total: images.Len()}
	for _, o := range options {
		o.applyDigits(d)
	}
	d.names = d.names.or(images)
	if d.total == 0 {
		return &Chart{text: "No digits to show: the data set is empty. " +
			"Check what Take, Skip or Split left of it, for example fmt.Println(train.Len())."}
	}
	d.read(images)
	return d.chart()
}

// read asks the images for what will be drawn, each once.
func (d *digits) read(images Images) {
	var verdicts []verdict
	if d.predictions != nil {
		verdicts = classes(d.predictions, d.total)
	}
	labels, labelled := images.(interface{ Label(i int) (int, bool) })
	d.all = make([]digit, min(d.total, mostDigits))
	for i := range d.all {
		one := &d.all[i]
		one.of = d.of
		one.number, one.loss = i, math.NaN()
		if d.pick != nil {
			one.number, one.loss = d.pick.number(i), d.pick.loss(i)
		}
		one.image = images.Image(i)
		if labelled {
			one.label, one.labelled = labels.Label(i)
		}
		if verdicts != nil {
			one.verdict, one.predicted = verdicts[i], true
		}
	}
}

// judged says whether the prediction can be compared with a label.
func (d digit) judged() bool { return d.labelled && d.predicted }

func (d digit) right() bool { return d.verdict.class == d.label }

// about is the text of a digit's tooltip.
func (d *digits) about(one digit) string {
	if one.of != "" {
		return fmt.Sprintf("%s %d", one.of, one.label)
	}
	lines := []string{fmt.Sprintf("picture %d", one.number)}
	if one.labelled {
		lines = append(lines, "label "+d.names.of(one.label))
	}
	if one.predicted {
		lines = append(lines, "predicted "+one.verdict.say(d.names))
	}
	if one.judged() && !one.right() {
		lines[len(lines)-1] += ": wrong"
	}
	if !math.IsNaN(one.loss) {
		lines = append(lines, "loss "+short(one.loss))
	}
	return strings.Join(lines, "\n")
}

// heading returns title and subtitle.
func (d *digits) heading() (title, subtitle string) {
	title = d.title
	if title == "" {
		thing := "digit"
		if len(d.names) > 0 {
			thing = "picture"
		}
		title = plural(len(d.all), thing)
		if len(d.all) < d.total {
			title = fmt.Sprintf("The first %d of %s", len(d.all), plural(d.total, thing))
		}
	}
	judged, right := d.score()
	switch {
	case d.subtitle != "":
		subtitle = d.subtitle
	case d.pick != nil:
		subtitle = fmt.Sprintf("what it was taken for, and what it is · loss %s to %s", short(d.all[0].loss), short(d.all[len(d.all)-1].loss))
	case judged > 0:
		subtitle = fmt.Sprintf("%d of %d predicted right", right, judged)
	}
	return title, subtitle
}

func (d *digits) score() (judged, right int) {
	for _, one := range d.all {
		if one.judged() {
			judged++
			if one.right() {
				right++
			}
		}
	}
	return judged, right
}

// sentence states the labels and the mistakes.
func (d *digits) sentence() string {
	if d.text != "" {
		return d.text
	}
	title, subtitle := d.heading()
	text := title
	if len(d.all) < d.total && d.title != "" {
		text += fmt.Sprintf(" (the first %d of %d)", len(d.all), d.total)
	}
	if list := d.list(); list != "" {
		text += ": " + list
	}
	if subtitle != "" {
		text += "; " + subtitle
	}
	for _, one := range d.all {
		if one.judged() && !one.right() {
			text += fmt.Sprintf("; picture %d is %s, predicted %s", one.number, d.names.of(one.label), one.verdict.say(d.names))
		}
	}
	return text + "."
}

// list returns the predicted classes, or the labels where there are none.
func (d *digits) list() string {
	var list []string
	for _, one := range d.all {
		switch {
		case one.predicted:
			list = append(list, one.verdict.name(d.names))
		case one.labelled:
			list = append(list, d.names.of(one.label))
		}
	}
	kind := "labels "
	if d.predictions != nil {
		kind = "predicted "
	}
	if len(list) == 0 {
		return ""
	}
	between := " "
	if len(d.names) > 0 {
		between = ", "
	}
	return kind + strings.Join(list, between)
}

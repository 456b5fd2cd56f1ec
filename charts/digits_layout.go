package charts

import (
	"fmt"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// Sizes in pixels.
const (
	digitGap      = 14 // between neighbours
	digitText     = 18 // a line of text below a picture
	digitChar     = 7  // a character of it, about
	digitsMargin  = 10
	frameWidth    = 3
	badgeSize     = 16
	digitsMinimum = 300 // of width, for the title
)

// The signs are drawn as paths: not every font has ✓ and ✗.
const (
	checkMark = "path://M0,5L2,3L4,5L9,0L11,2L4,9Z"
	crossMark = "path://M0,2L2,0L5,3L8,0L10,2L7,5L10,8L8,10L5,7L2,10L0,8L3,5Z"
)

// chart lays the pictures out on a grid that counts in pixels.
func (d *digits) chart() *Chart {
	title, subtitle := d.heading()
	o := newOption(title, subtitle, d.sentence())
	top := 34
	if subtitle != "" {
		top = headHeight
	}
	d.pitch = d.widest() + digitGap
	columns := min(d.inRow(), len(d.all))
	rows := (len(d.all) + columns - 1) / columns
	width, height := columns*d.pitch, rows*d.rowPitch()
	o.Animation = opts.Bool(false)
	o.Tooltip.Trigger, o.Tooltip.Formatter = "item", "{b}"
	o.Grid = []grid{{Grid: opts.Grid{
		Left: pixels(digitsMargin), Top: pixels(top), Width: pixels(width), Height: pixels(height),
	}}}
	hidden := opts.Bool(false)
	o.XAxis = []axis{{XAxis: opts.XAxis{Type: "value", Show: hidden, Min: 0, Max: width}}}
	o.YAxis = []axis{{XAxis: opts.XAxis{Type: "value", Show: hidden, Min: 0, Max: height, Inverse: opts.Bool(true)}}}
	o.Series = d.series(columns)
	return headed(Chart{
		option: o, text: d.sentence(), fixed: true,
		width: max(digitsMinimum, width+2*digitsMargin), height: top + height + digitsMargin,
	})
}

// widest is how much room across a picture needs with what is written below it.
func (d *digits) widest() int {
	widest := d.side
	for _, one := range d.all {
		for _, line := range d.caption(one) {
			widest = max(widest, textWidth(line, digitChar))
		}
	}
	return widest
}

// inRow is how many pictures stand in a row.
func (d *digits) inRow() int {
	if d.columns > 0 {
		return d.columns
	}
	return min(max(1, figureWidth/d.pitch), 10)
}

func (d *digits) rowPitch() int { return d.side + digitGap + digitText*d.lines() }

// lines is the number of lines of text below each picture.
func (d *digits) lines() int {
	judged, right := d.score()
	switch {
	case judged > right:
		return 2
	case d.list() != "":
		return 1
	}
	return 0
}

// center returns the middle of picture i.
func (d *digits) center(i, columns int) [2]int {
	return [2]int{
		i%columns*d.pitch + d.pitch/2,
		i/columns*d.rowPitch() + (d.side+digitGap)/2,
	}
}

// series returns the pictures, and around them frames and signs for right and wrong.
func (d *digits) series(columns int) []series {
	writer := newPictures()
	var pictures, rightFrames, wrongFrames, rightBadges, wrongBadges []scatterPoint
	for i, one := range d.all {
		at := d.center(i, columns)
		pictures = append(pictures, d.picture(i, at, writer))
		if !one.judged() {
			continue
		}
		corner := scatterPoint{ScatterData: opts.ScatterData{Value: [2]int{at[0] + d.side/2, at[1] - d.side/2}}}
		frame := scatterPoint{ScatterData: opts.ScatterData{Value: at}}
		if one.right() {
			rightFrames, rightBadges = append(rightFrames, frame), append(rightBadges, corner)
		} else {
			wrongFrames, wrongBadges = append(wrongFrames, frame), append(wrongBadges, corner)
		}
	}
	all := d.frames("right", rightFrames, rightColor, "solid")
	all = append(all, d.frames("wrong", wrongFrames, wrongColor, "dashed")...)
	all = append(all, series{
		ID: "pictures", Name: "pictures", Type: "scatter", Data: pictures,
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Opacity: opts.Float(1)}}, // scatter's default is less
	})
	all = append(all, badges("right", rightBadges, rightColor, checkMark)...)
	return append(all, badges("wrong", wrongBadges, wrongColor, crossMark)...)
}

// picture returns digit i with its text.
func (d *digits) picture(i int, at [2]int, writer *pictures) scatterPoint {
	one := d.all[i]
	p := scatterPoint{ScatterData: opts.ScatterData{
		Name: d.about(one), Value: at, Symbol: writer.uri(one.image, 2*d.side),
	}}
	p.Size = sides(one.image.Bounds().Dx(), one.image.Bounds().Dy(), d.side)
	p.Label = captionLabel(d.caption(one))
	if d.predictions != nil {
		p.Detail = &detail{Bars: probable(d.predictions, i, d.names)}
	}
	return p
}

// sides scales w by h so that the longer one is side.
func sides(w, h, side int) [2]int {
	longer := max(1, w, h)
	return [2]int{max(1, w*side/longer), max(1, h*side/longer)}
}

// caption returns the lines below a picture: none if nothing is known, two if it was
// taken for something else.
func (d *digits) caption(one digit) []string {
	is := clip(d.names.of(one.label), nameLetters)
	switch guess := clip(one.verdict.name(d.names), nameLetters); {
	case one.judged() && !one.right():
		return []string{guess, "is " + is}
	case one.predicted:
		return []string{guess}
	case one.labelled:
		return []string{is}
	}
	return nil
}

// untemplated replaces what ECharts would take for the marks of a template.
var untemplated = strings.NewReplacer("{", "(", "}", ")", "|", "/", "\n", " ")

// captionLabel writes a caption below a picture.
func captionLabel(lines []string) *label {
	if len(lines) == 0 {
		return nil
	}
	l := &label{Label: opts.Label{
		Show: opts.Bool(true), Position: "bottom", Color: ink, FontSize: 13, LineHeight: digitText,
	}}
	text := untemplated.Replace(lines[0])
	if len(lines) == 2 {
		text = fmt.Sprintf("{wrong|%s}\n%s", text, untemplated.Replace(lines[1]))
		l.Rich = map[string]opts.Label{"wrong": {Color: wrongColor, FontSize: 13, FontWeight: "bold"}}
	}
	l.Formatter = types.FuncStr(text)
	return l
}

// frames returns a series of frames around pictures, none for no points.
func (d *digits) frames(name string, points []scatterPoint, color, line string) []series {
	if points == nil {
		return nil
	}
	return []series{{
		ID: name, Name: name, Type: "scatter", Silent: true,
		Symbol: "rect", SymbolSize: d.side + frameWidth + 1,
		ItemStyle: &itemStyle{
			ItemStyle: opts.ItemStyle{
				Color: "transparent", BorderColor: color, BorderWidth: frameWidth, Opacity: opts.Float(1),
			},
			BorderType: line,
		},
		Data: points,
	}}
}

// badges returns a coloured disc with a white sign for each point, none for no points.
func badges(name string, points []scatterPoint, color, sign string) []series {
	if points == nil {
		return nil
	}
	style := func(c string) *itemStyle {
		return &itemStyle{ItemStyle: opts.ItemStyle{Color: c, Opacity: opts.Float(1)}}
	}
	return []series{
		{ID: name + " disc", Name: name, Type: "scatter", Silent: true, Symbol: "circle",
			SymbolSize: badgeSize, ItemStyle: style(color), Data: points, Z: 3},
		{ID: name + " sign", Name: name, Type: "scatter", Silent: true, Symbol: sign,
			SymbolSize: badgeSize - 7, ItemStyle: style("#ffffff"), Data: points, Z: 4},
	}
}

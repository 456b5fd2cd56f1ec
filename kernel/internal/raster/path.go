package raster

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/srwiley/rasterx"
)

// fine is how many units of an outline are one of the picture: rasterx reckons with 64ths of
// a unit, which would show in outlines that are drawn enlarged.
const fine = 256

// outline is a path in fractions of an element's own coordinates.
type outline struct {
	rasterx.Path
	start, at, low, high [2]float64 // in the element's coordinates
	open, bounded        bool
}

func (o *outline) point(x, y float64) {
	o.at = [2]float64{x, y}
	if !o.bounded {
		o.low, o.high, o.bounded = o.at, o.at, true
	}
	for i, v := range o.at {
		o.low[i], o.high[i] = min(o.low[i], v), max(o.high[i], v)
	}
}

func (o *outline) moveTo(x, y float64) {
	o.end(false)
	o.point(x, y)
	o.start = o.at
}

// begin starts a curve at the point where it is.
func (o *outline) begin() {
	if !o.open {
		o.Start(rasterx.ToFixedP(o.at[0]*fine, o.at[1]*fine))
		o.open = true
	}
}

func (o *outline) lineTo(x, y float64) {
	o.begin()
	o.point(x, y)
	o.Line(rasterx.ToFixedP(x*fine, y*fine))
}

func (o *outline) quadTo(n []float64) {
	o.begin()
	o.point(n[0], n[1])
	o.point(n[2], n[3])
	o.QuadBezier(rasterx.ToFixedP(n[0]*fine, n[1]*fine), rasterx.ToFixedP(n[2]*fine, n[3]*fine))
}

func (o *outline) cubicTo(n []float64) {
	o.begin()
	for i := 0; i < 6; i += 2 {
		o.point(n[i], n[i+1])
	}
	o.CubeBezier(rasterx.ToFixedP(n[0]*fine, n[1]*fine), rasterx.ToFixedP(n[2]*fine, n[3]*fine), rasterx.ToFixedP(n[4]*fine, n[5]*fine))
}

// arcTo takes what follows an A: radii, rotation, the two flags and the end.
func (o *outline) arcTo(n []float64) {
	if n[0] == 0 || n[1] == 0 || o.at == [2]float64{n[5], n[6]} {
		o.lineTo(n[5], n[6])
		return
	}
	o.begin()
	a := []float64{math.Abs(n[0]) * fine, math.Abs(n[1]) * fine, n[2], n[3], n[4], n[5] * fine, n[6] * fine}
	x, y := o.at[0]*fine, o.at[1]*fine
	cx, cy := rasterx.FindEllipseCenter(&a[0], &a[1], a[2]*math.Pi/180, x, y, a[5], a[6], a[4] == 0, a[3] == 0)
	rasterx.AddArc(a, cx, cy, x, y, o)
	o.point(n[5], n[6])
}

// end ends a curve, closed or not.
func (o *outline) end(closed bool) {
	if o.open {
		o.Stop(closed)
		o.open = false
	}
	if closed {
		o.at = o.start
	}
}

func (o *outline) rect(x, y, width, height float64) {
	o.polygon([]float64{x, y, x + width, y, x + width, y + height, x, y + height}, true)
}

func (o *outline) ellipse(x, y, rx, ry float64) {
	o.moveTo(x+rx, y)
	o.arcTo([]float64{rx, ry, 0, 0, 1, x - rx, y})
	o.arcTo([]float64{rx, ry, 0, 0, 1, x + rx, y})
	o.end(true)
}

func (o *outline) polygon(n []float64, closed bool) {
	for i := 0; i+1 < len(n); i += 2 {
		if i == 0 {
			o.moveTo(n[0], n[1])
		} else {
			o.lineTo(n[i], n[i+1])
		}
	}
	o.end(closed)
}

// takes is how many numbers follow each command of a path.
var takes = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'Q': 4, 'C': 6, 'A': 7, 'Z': 0}

// follow adds the path that a d attribute describes.
func (o *outline) follow(d string) error {
	for d = strings.TrimSpace(d); d != ""; {
		command := d[0] &^ 0x20
		relative := d[0] != command
		end := strings.IndexFunc(d[1:], func(r rune) bool { return r >= 'A' && r != 'e' }) + 1
		if end == 0 {
			end = len(d)
		}
		n := numbers(d[1:end])
		size, known := takes[command]
		if !known || size == 0 && len(n) > 0 || size > 0 && (len(n) == 0 || len(n)%size != 0) {
			return fmt.Errorf("a path %.40q", d)
		}
		if size == 0 {
			o.end(true)
		}
		for ; len(n) > 0; n = n[size:] {
			o.add(command, relative, n[:size])
			if command == 'M' {
				command = 'L' // more points after the first are lines
			}
		}
		d = d[end:]
	}
	o.end(false)
	return nil
}

// add adds one command of a path with its numbers, which it makes absolute.
func (o *outline) add(command byte, relative bool, n []float64) {
	from := o.at
	if !relative {
		from = [2]float64{}
	}
	switch command {
	case 'H':
		o.lineTo(n[0]+from[0], o.at[1])
		return
	case 'V':
		o.lineTo(o.at[0], n[0]+from[1])
		return
	}
	for i := range n {
		if command != 'A' {
			n[i] += from[i%2]
		} else if i >= 5 {
			n[i] += from[i-5]
		}
	}
	switch command {
	case 'M':
		o.moveTo(n[0], n[1])
	case 'L':
		o.lineTo(n[0], n[1])
	case 'Q':
		o.quadTo(n)
	case 'C':
		o.cubicTo(n)
	case 'A':
		o.arcTo(n)
	}
}

// numbers returns the numbers in a list up to the first that is none.
func numbers(list string) (all []float64) {
	fields := strings.FieldsFunc(separate(list), func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' })
	for _, field := range fields {
		v, err := strconv.ParseFloat(field, 64)
		if err != nil || math.IsNaN(v) || math.Abs(v) > 1e5 {
			return nil
		}
		all = append(all, v)
	}
	return all
}

// separate puts a space before each sign that no space stands before: "1-2" is two numbers.
func separate(list string) string {
	return strings.ReplaceAll(strings.ReplaceAll(list, "-", " -"), "e -", "e-")
}

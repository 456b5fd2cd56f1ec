package raster

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"strconv"
	"strings"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// scan collects what rasterx makes of a path, and fills only as many pixels as it covers.
type scan struct {
	lines []line
	box   fixed.Rectangle26_6
}

// line goes to a point, a first one starts there.
type line struct {
	to    fixed.Point26_6
	first bool
}

func (s *scan) add(to fixed.Point26_6, first bool) {
	if len(s.lines) == 0 {
		s.box = fixed.Rectangle26_6{Min: to, Max: to}
	}
	s.lines = append(s.lines, line{to, first})
	s.box.Min = fixed.Point26_6{X: min(s.box.Min.X, to.X), Y: min(s.box.Min.Y, to.Y)}
	s.box.Max = fixed.Point26_6{X: max(s.box.Max.X, to.X), Y: max(s.box.Max.Y, to.Y)}
}

// These methods make it a [rasterx.Scanner].

func (s *scan) Start(a fixed.Point26_6)            { s.add(a, true) }
func (s *scan) Line(b fixed.Point26_6)             { s.add(b, false) }
func (s *scan) GetPathExtent() fixed.Rectangle26_6 { return s.box }
func (s *scan) Clear()                             { s.lines = s.lines[:0] }
func (s *scan) Draw()                              {}
func (s *scan) SetBounds(int, int)                 {}
func (s *scan) SetColor(any)                       {}
func (s *scan) SetWinding(bool)                    {}
func (s *scan) SetClip(image.Rectangle)            {}

// fill draws what was collected, within clip, and forgets it.
func (s *scan) fill(canvas draw.Image, clip image.Rectangle, paint image.Image) {
	defer s.Clear()
	box := image.Rect(s.box.Min.X.Floor(), s.box.Min.Y.Floor(), s.box.Max.X.Ceil(), s.box.Max.Y.Ceil()).Intersect(clip)
	if len(s.lines) == 0 || box.Empty() {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, l := range s.lines {
		x, y := float32(l.to.X)/64-float32(box.Min.X), float32(l.to.Y)/64-float32(box.Min.Y)
		if l.first {
			r.MoveTo(x, y)
		} else {
			r.LineTo(x, y)
		}
	}
	r.Draw(canvas, box, paint, box.Min)
}

// fill fills an outline.
func (p *painter) fill(s state, o *outline, paint image.Image) {
	if paint == nil {
		return
	}
	f := rasterx.NewFiller(0, 0, &p.scan)
	o.AddTo(&rasterx.MatrixAdder{Adder: f, M: s.matrix.Scale(1./fine, 1./fine)})
	f.Stop(false)
	p.scan.fill(p.canvas, s.clip, paint)
}

// stroke draws along an outline.
func (p *painter) stroke(s state, o *outline, paint image.Image) {
	scale := s.scale()
	width := number(s.properties["stroke-width"]) * scale
	if paint == nil || width <= 0 {
		return
	}
	limit := number(s.properties["stroke-miterlimit"])
	if limit == 0 {
		limit = 4
	}
	d := rasterx.NewDasher(0, 0, &p.scan)
	d.SetStroke(fixed.Int26_6(width*64), fixed.Int26_6(limit*64), caps[s.properties["stroke-linecap"]], nil, nil,
		joins[s.properties["stroke-linejoin"]], s.dashes(o), 0)
	o.AddTo(&rasterx.MatrixAdder{Adder: d, M: s.matrix.Scale(1./fine, 1./fine)})
	d.Stop(false)
	p.scan.fill(p.canvas, s.clip, paint)
}

// maxDashes bounds how many dashes may lie along a side of what an outline covers.
const maxDashes = 10_000

// dashes returns the lengths of dashes and gaps in pixels, none where they would be too many.
func (s state) dashes(o *outline) []float64 {
	dashes := numbers(s.properties["stroke-dasharray"])
	sum := 0.0
	for i := range dashes {
		sum += dashes[i]
		dashes[i] *= s.scale()
	}
	if longest := max(o.high[0]-o.low[0], o.high[1]-o.low[1]); !(longest < sum*maxDashes) {
		return nil
	}
	if len(dashes)%2 == 1 {
		return append(dashes, dashes...)
	}
	return dashes
}

var caps = map[string]rasterx.CapFunc{"": rasterx.ButtCap, "butt": rasterx.ButtCap, "round": rasterx.RoundCap, "square": rasterx.SquareCap}

var joins = map[string]rasterx.JoinMode{"": rasterx.Miter, "miter": rasterx.Miter, "bevel": rasterx.Bevel, "round": rasterx.Round}

func number(text string) float64 {
	v, _ := strconv.ParseFloat(strings.TrimSuffix(text, "px"), 64)
	return v
}

// paint returns what a property says to fill or to stroke o with, nil for nothing.
func (p *painter) paint(s state, property string, o *outline) (image.Image, error) {
	opacity := s.opacity
	if text, found := s.properties[property+"-opacity"]; found {
		opacity *= share(text)
	}
	text := s.properties[property]
	if id := paintTarget(text); id != "" {
		return p.gradient(s, p.ids[id], o, opacity)
	}
	c, err := parseColor(text)
	if c.A = uint8(float64(c.A)*opacity + 0.5); c.A == 0 || err != nil {
		return nil, err
	}
	return image.NewUniform(color.RGBAModel.Convert(c)), nil
}

// parseColor reads a colour in one of the ways in which ECharts writes them.
func parseColor(text string) (c color.NRGBA, err error) {
	c.A = 255
	var alpha float64
	scanned := 0
	switch {
	case text == "none" || text == "transparent" || text == "":
		return color.NRGBA{}, nil
	case text == "white":
		return color.NRGBA{255, 255, 255, 255}, nil
	case text == "black":
		return c, nil
	case strings.HasPrefix(text, "rgba"):
		scanned, err = fmt.Sscanf(text, "rgba(%d,%d,%d,%g)", &c.R, &c.G, &c.B, &alpha)
		c.A = uint8(max(0, min(1, alpha))*255 + 0.5)
		scanned--
	case strings.HasPrefix(text, "rgb"):
		scanned, err = fmt.Sscanf(text, "rgb(%d,%d,%d)", &c.R, &c.G, &c.B)
	case len(text) == 7:
		scanned, err = fmt.Sscanf(text, "#%02x%02x%02x", &c.R, &c.G, &c.B)
	case len(text) == 4:
		scanned, err = fmt.Sscanf(text, "#%1x%1x%1x", &c.R, &c.G, &c.B)
		c.R, c.G, c.B = 17*c.R, 17*c.G, 17*c.B
	}
	if err != nil || scanned != 3 {
		return c, fmt.Errorf("a colour %.40q", text)
	}
	return c, nil
}

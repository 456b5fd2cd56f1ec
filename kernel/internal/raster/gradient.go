package raster

import (
	"errors"
	"image"
	"image/color"

	"github.com/srwiley/rasterx"
)

// gradient is a picture without bounds whose colours change along the x axis of a square,
// from 0 to 1, which a matrix takes to where it is drawn.
type gradient struct {
	stops   []stop
	inverse rasterx.Matrix2D
}

type stop struct {
	at    float64
	color color.NRGBA
}

// gradient returns the paint of a linear gradient over o.
func (p *painter) gradient(s state, n *node, o *outline, opacity float64) (image.Image, error) {
	if n == nil || n.name != "linearGradient" || n.attributes["gradientUnits"] == "userSpaceOnUse" {
		return nil, errors.New("a paint that is no linear gradient over what it fills")
	}
	var g gradient
	for _, child := range n.children {
		c, err := parseColor(child.attributes["stop-color"])
		if err != nil {
			return nil, err
		}
		c.A = uint8(float64(c.A)*opacity*share(child.attributes["stop-opacity"]) + 0.5)
		at := share(child.attributes["offset"])
		if len(g.stops) > 0 {
			at = max(at, g.stops[len(g.stops)-1].at)
		}
		g.stops = append(g.stops, stop{at, c})
	}
	if len(g.stops) == 0 {
		return nil, errors.New("a gradient without colours")
	}
	x1, y1, dx, dy := n.number("x1"), n.number("y1"), n.number("x2")-n.number("x1"), n.number("y2")-n.number("y1")
	if dx == 0 && dy == 0 {
		return image.NewUniform(g.stops[len(g.stops)-1].color), nil
	}
	size := [2]float64{max(o.high[0]-o.low[0], 1./fine), max(o.high[1]-o.low[1], 1./fine)}
	g.inverse = s.matrix.Translate(o.low[0], o.low[1]).Scale(size[0], size[1]).
		Mult(rasterx.Matrix2D{A: dx, B: dy, C: -dy, D: dx, E: x1, F: y1}).Invert()
	return &g, nil
}

func (g *gradient) ColorModel() color.Model { return color.NRGBAModel }
func (g *gradient) Bounds() image.Rectangle { return image.Rect(-1e9, -1e9, 1e9, 1e9) }

func (g *gradient) At(x, y int) color.Color {
	t, _ := g.inverse.Transform(float64(x)+0.5, float64(y)+0.5)
	last := g.stops[0]
	for _, next := range g.stops {
		if t < next.at {
			return blend(last.color, next.color, (t-last.at)/max(next.at-last.at, 1e-9))
		}
		last = next
	}
	return last.color
}

// blend returns a colour between two, a at 0 and b at 1.
func blend(a, b color.NRGBA, t float64) color.NRGBA {
	t = max(0, min(1, t))
	mix := func(a, b uint8) uint8 { return uint8(float64(a)*(1-t) + float64(b)*t + 0.5) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), mix(a.A, b.A)}
}

package raster

import (
	"errors"
	"fmt"
	"image"
	"math"
	"strings"
)

// painter draws the elements of one picture.
type painter struct {
	canvas *image.RGBA
	ids    map[string]*node
	scan   scan
	left   int // how many more elements it draws
}

// maxElements bounds the work: references in references could multiply it.
const maxElements = 200_000

// maxUses is how many references deep something may be drawn.
const maxUses = 4

func newPainter(root *node, size image.Rectangle) *painter {
	p := &painter{canvas: image.NewRGBA(size), ids: map[string]*node{}, left: maxElements}
	p.index(root)
	return p
}

// index notes the elements that have names.
func (p *painter) index(n *node) {
	if id := n.attributes["id"]; id != "" {
		p.ids[id] = n
	}
	for _, child := range n.children {
		p.index(child)
	}
}

// draw draws an element and what lies in it, within the state around it.
func (p *painter) draw(n *node, s state) error {
	if p.left--; p.left < 0 {
		return errors.New("it has too many elements")
	}
	s, err := s.enter(n)
	if err != nil {
		return err
	}
	if reference, found := n.attributes["clip-path"]; found {
		if s.clip, err = p.clipped(s, reference); err != nil {
			return err
		}
	}
	switch n.name {
	case "defs", "title", "desc":
		return nil
	case "svg", "g":
		for _, child := range n.children {
			if err := p.draw(child, s); err != nil {
				return err
			}
		}
		return nil
	case "use":
		return p.use(n, s)
	case "text":
		return p.text(n, s)
	case "image":
		return p.image(n, s)
	}
	o, err := shape(n)
	if err != nil {
		return err
	}
	return p.drawOutline(s, o)
}

// drawOutline fills and strokes an outline, in the order that the state says.
func (p *painter) drawOutline(s state, o *outline) error {
	fill, err := p.paint(s, "fill", o)
	if err != nil {
		return err
	}
	stroke, err := p.paint(s, "stroke", o)
	if err != nil {
		return err
	}
	if s.properties["paint-order"] == "stroke" {
		p.stroke(s, o, stroke)
		p.fill(s, o, fill)
		return nil
	}
	p.fill(s, o, fill)
	p.stroke(s, o, stroke)
	return nil
}

// shape returns the outline of an element that is drawn by its outline.
func shape(n *node) (*outline, error) {
	o := new(outline)
	switch n.name {
	case "path":
		return o, o.follow(n.attributes["d"])
	case "rect":
		o.rect(n.number("x"), n.number("y"), n.number("width"), n.number("height"))
	case "circle":
		o.ellipse(n.number("cx"), n.number("cy"), n.number("r"), n.number("r"))
	case "ellipse":
		o.ellipse(n.number("cx"), n.number("cy"), n.number("rx"), n.number("ry"))
	case "line":
		o.polygon([]float64{n.number("x1"), n.number("y1"), n.number("x2"), n.number("y2")}, false)
	case "polygon", "polyline":
		o.polygon(numbers(n.attributes["points"]), n.name == "polygon")
	default:
		return nil, fmt.Errorf("an element <%s>", n.name)
	}
	return o, nil
}

// use draws what an element refers to.
func (p *painter) use(n *node, s state) error {
	aim := p.ids[target(n.attributes["href"])]
	if s.uses++; aim == nil || s.uses > maxUses {
		return fmt.Errorf("a reference %.40q", n.attributes["href"])
	}
	s.matrix = s.matrix.Translate(n.number("x"), n.number("y"))
	return p.draw(aim, s)
}

// clipped returns the pixels that stay within a clip path, which must be one rectangle:
// ECharts clips by those alone.
func (p *painter) clipped(s state, reference string) (image.Rectangle, error) {
	n := p.ids[paintTarget(reference)]
	if n == nil || n.name != "clipPath" || len(n.children) != 1 || s.matrix.B != 0 || s.matrix.C != 0 {
		return s.clip, fmt.Errorf("a clip path %.40q", reference)
	}
	o, err := shape(n.children[0])
	if err != nil || !strings.Contains("rect path", n.children[0].name) {
		return s.clip, fmt.Errorf("a clip path <%s>", n.children[0].name)
	}
	inner, err := s.enter(n.children[0])
	if err != nil || inner.matrix.B != 0 || inner.matrix.C != 0 {
		return s.clip, fmt.Errorf("a turned clip path %.40q", reference)
	}
	x0, y0 := inner.matrix.Transform(o.low[0], o.low[1])
	x1, y1 := inner.matrix.Transform(o.high[0], o.high[1])
	round := func(v float64) int { return int(math.Round(v)) }
	return image.Rect(round(x0), round(y0), round(x1), round(y1)).Intersect(s.clip), nil
}

// scale is how many pixels a unit of the state's coordinates is, on average.
func (s state) scale() float64 {
	return math.Sqrt(math.Abs(s.matrix.A*s.matrix.D - s.matrix.B*s.matrix.C))
}

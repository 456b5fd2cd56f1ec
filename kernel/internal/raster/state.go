package raster

import (
	"fmt"
	"image"
	"maps"
	"math"
	"strconv"
	"strings"

	"github.com/srwiley/rasterx"
)

// state is what an element inherits from those around it.
type state struct {
	matrix     rasterx.Matrix2D // from its coordinates to pixels
	clip       image.Rectangle  // in pixels
	properties map[string]string
	opacity    float64
	uses       int // how many references deep it lies
}

// inherited lists the properties that count for the elements within an element, too.
var inherited = []string{
	"fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linecap",
	"stroke-linejoin", "stroke-miterlimit", "paint-order", "font", "font-size", "font-weight", "text-anchor",
	"dominant-baseline",
}

func newState(clip image.Rectangle, scale float64) state {
	return state{matrix: rasterx.Identity.Scale(scale, scale), clip: clip, opacity: 1, properties: map[string]string{
		"fill": "#000", "stroke": "none", "stroke-width": "1", "font-size": "16px",
	}}
}

// enter returns the state within n.
func (s state) enter(n *node) (state, error) {
	s.properties = maps.Clone(s.properties)
	for _, name := range inherited {
		if value, found := n.attributes[name]; found {
			s.properties[name] = value
		}
	}
	if text, found := n.attributes["opacity"]; found {
		s.opacity *= share(text)
	}
	var err error
	s.matrix, err = transformed(s.matrix, n.attributes["transform"])
	return s, err
}

// share returns a number from 0 to 1, which is also what anything else counts as.
func share(text string) float64 {
	digits, percent := strings.CutSuffix(text, "%")
	v, err := strconv.ParseFloat(digits, 64)
	if percent {
		v /= 100
	}
	if err != nil || !(v <= 1) {
		return 1
	}
	return max(v, 0)
}

// transformed returns m after the transforms that an attribute lists.
func transformed(m rasterx.Matrix2D, list string) (rasterx.Matrix2D, error) {
	for list = strings.TrimSpace(list); list != ""; list = strings.TrimLeft(list, " ,") {
		call, rest, found := strings.Cut(list, ")")
		name, arguments, ok := strings.Cut(call, "(")
		n := numbers(arguments)
		switch {
		case !found || !ok:
			return m, fmt.Errorf("a transform %.40q", list)
		case name == "translate" && len(n) == 1:
			m = m.Translate(n[0], 0)
		case name == "translate" && len(n) == 2:
			m = m.Translate(n[0], n[1])
		case name == "scale" && len(n) == 1:
			m = m.Scale(n[0], n[0])
		case name == "scale" && len(n) == 2:
			m = m.Scale(n[0], n[1])
		case name == "rotate" && len(n) == 1:
			m = m.Rotate(n[0] * math.Pi / 180)
		case name == "matrix" && len(n) == 6:
			m = m.Mult(rasterx.Matrix2D{A: n[0], B: n[1], C: n[2], D: n[3], E: n[4], F: n[5]})
		default:
			return m, fmt.Errorf("a transform %.40q", call)
		}
		list = rest
	}
	return m, nil
}

package raster

import (
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// text draws a line of text, letter by letter, as outlines.
func (p *painter) text(n *node, s state) error {
	size, bold := s.font()
	letters := set(n.text, bold)
	width := 0.0
	for _, l := range letters {
		width += l.width * size
	}
	x, y := n.number("x"), n.number("y")
	switch s.properties["text-anchor"] {
	case "middle":
		x -= width / 2
	case "end":
		x -= width
	}
	if s.properties["dominant-baseline"] == "central" {
		y += size * middle
	}
	o := new(outline)
	for _, l := range letters {
		l.addTo(o, x, y, size)
		x += l.width * size
	}
	return p.drawOutline(s, o)
}

// middle is how far the middle of a line of Liberation Sans is above its base line, for a
// size of 1: half of what its ascent is longer than its descent.
const middle = (0.905 - 0.212) / 2

// font returns the size of a text and whether it is bold, which may be said at once.
func (s state) font() (size float64, bold bool) {
	bold = s.properties["font-weight"] == "bold"
	size = number(s.properties["font-size"])
	for _, word := range strings.Fields(s.properties["font"]) {
		if strings.HasSuffix(word, "px") {
			size = number(word)
		}
		bold = bold || word == "bold"
	}
	return size, bold
}

// letter is a sign of a text: its outline in a font, and its width for a size of 1.
type letter struct {
	segments sfnt.Segments
	units    float64 // of the outline, for a size of 1
	width    float64
}

// set returns the letters of a text.
func set(text string, bold bool) (letters []letter) {
	var buffer sfnt.Buffer
	for _, r := range text {
		f, glyph := fontFor(r, bold)
		outline, err := f.LoadGlyph(&buffer, glyph, em(f), nil)
		if err != nil { // a coloured picture of a sign, say
			outline = nil
		}
		letters = append(letters, letter{append(sfnt.Segments(nil), outline...), float64(em(f)), widthIn(f, glyph, &buffer)})
	}
	return letters
}

// em is the size at which a unit of an outline is one of the font.
func em(f *sfnt.Font) fixed.Int26_6 { return fixed.Int26_6(f.UnitsPerEm()) }

// widthIn returns how wide a glyph is for a size of 1.
func widthIn(f *sfnt.Font, glyph sfnt.GlyphIndex, buffer *sfnt.Buffer) float64 {
	advance, err := f.GlyphAdvance(buffer, glyph, em(f), font.HintingNone)
	if err != nil {
		return 0
	}
	return float64(advance) / float64(em(f))
}

// Width returns how wide a line of text is for a size of 1, in Liberation Sans or Arial. A
// sign that they lack counts as a square.
func Width(text string, bold bool) (width float64) {
	var buffer sfnt.Buffer
	f := own(bold)
	for _, r := range text {
		if glyph, err := f.GlyphIndex(&buffer, r); err == nil && glyph != 0 {
			width += widthIn(f, glyph, &buffer)
		} else {
			width++
		}
	}
	return width
}

// addTo adds the letter's outline, with its base line at y.
func (l letter) addTo(o *outline, x, y, size float64) {
	at := func(p fixed.Point26_6) (float64, float64) {
		return x + float64(p.X)/l.units*size, y + float64(p.Y)/l.units*size
	}
	for _, segment := range l.segments {
		var n []float64
		for _, point := range segment.Args {
			px, py := at(point)
			n = append(n, px, py)
		}
		switch segment.Op {
		case sfnt.SegmentOpMoveTo:
			o.end(true)
			o.moveTo(n[0], n[1])
		case sfnt.SegmentOpLineTo:
			o.lineTo(n[0], n[1])
		case sfnt.SegmentOpQuadTo:
			o.quadTo(n)
		case sfnt.SegmentOpCubeTo:
			o.cubicTo(n)
		}
	}
	o.end(true)
}

package raster

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	head = `<svg width="20" height="10" viewBox="0 0 20 10" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`
	foot = `</svg>`

	// square is a PNG of 2 × 2 pixels: red, green, blue, white.
	square = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR4nGP4z8DAAMIM/4EAAB/uBfsL2WiLAAAAAElFTkSuQmCC"
)

var (
	red   = color.RGBA{255, 0, 0, 255}
	blue  = color.RGBA{0, 0, 255, 255}
	clear = color.RGBA{}
)

func TestDraw(t *testing.T) {
	type want map[image.Point]color.RGBA
	for _, test := range []struct {
		name, svg string
		want      want
	}{
		{"rectangle", `<rect x="2" y="2" width="4" height="4" fill="#ff0000"/>`, want{{1, 3}: clear, {3, 3}: red, {5, 5}: red, {6, 3}: clear}},
		{"short colour", `<rect width="4" height="4" fill="#f00"/>`, want{{3, 3}: red}},
		{"colour with opacity", `<rect width="4" height="4" fill="rgba(255,0,0,0.2)"/>`, want{{3, 3}: {51, 0, 0, 51}}},
		{"opacities multiply", `<g opacity="0.5"><rect width="4" height="4" fill="#f00" fill-opacity="0.4"/></g>`, want{{3, 3}: {51, 0, 0, 51}}},
		{"nothing", `<rect width="4" height="4" fill="none"/><rect width="9" height="9" fill="#f00" fill-opacity="0"/>`, want{{2, 2}: clear}},
		{"groups inherit", `<g fill="#f00"><g transform="translate(10 0)"><rect width="4" height="4"/></g></g>`, want{{3, 3}: clear, {12, 3}: red}},
		{"transforms in order", `<rect width="2" height="2" fill="#f00" transform="translate(4,4) scale(2)"/>`, want{{3, 3}: clear, {7, 7}: red, {8, 8}: clear}},
		{"matrix", `<rect width="1" height="1" fill="#f00" transform="matrix(0,4,-4,0,8,2)"/>`, want{{5, 4}: red, {9, 4}: clear}},
		{"absolute path", `<path d="M2 2L6 2 6 6H2Z" fill="#f00"/>`, want{{4, 4}: red, {7, 4}: clear}},
		{"relative path", `<path d="M2,2l4,0v4h-4z" fill="#f00"/>`, want{{4, 4}: red, {7, 4}: clear}},
		{"circle of arcs", `<path d="M8 5A3 3 0 1 1 2 5A3 3 0 1 1 8 5" fill="#f00"/>`, want{{5, 5}: red, {1, 1}: clear, {5, 3}: red}},
		{"curves", `<path d="M0 0C0 9 9 9 9 0Q5 0 0 0Z" fill="#f00"/>`, want{{4, 3}: red, {4, 8}: clear}},
		{"fine outline enlarged", `<path d="M0.01171875 0L0.02734375 0V0.02L0.01171875 0.02Z" fill="#f00" transform="scale(256)"/>`, want{{2, 1}: clear, {3, 2}: red, {6, 3}: red, {7, 3}: clear}},
		{"circle", `<circle cx="5" cy="5" r="3" fill="#f00"/>`, want{{5, 5}: red, {5, 9}: clear}},
		{"polygon", `<polygon points="0 0 8 0 8 8 0 8" fill="#f00"/>`, want{{7, 7}: red}},
		{"stroke", `<path d="M0 5L20 5" stroke="#f00" stroke-width="2" fill="none"/>`, want{{9, 4}: red, {9, 5}: red, {9, 7}: clear, {9, 2}: clear}},
		{"stroke is scaled", `<path d="M0 1L9 1" stroke="#f00" stroke-width="1" transform="scale(4)"/>`, want{{9, 3}: red, {9, 5}: red, {9, 7}: clear}},
		{"dashes", `<path d="M0 5L20 5" stroke="#f00" stroke-width="2" stroke-dasharray="4,4"/>`, want{{1, 5}: red, {5, 5}: clear, {9, 5}: red}},
		{"stroke below the fill", `<rect x="4" y="2" width="4" height="6" fill="#f00" stroke="#00f" stroke-width="4" paint-order="stroke"/>`, want{{5, 5}: red, {2, 5}: blue}},
		{"stroke above the fill", `<rect x="4" y="2" width="4" height="6" fill="#f00" stroke="#00f" stroke-width="4"/>`, want{{5, 5}: blue}},
		{"reference", `<defs><path id="a" d="M0 0h2v2h-2z"/></defs><g fill="#f00"><use xlink:href="#a" x="5" y="5"/></g>`, want{{1, 1}: clear, {6, 6}: red}},
		{"turned round clip", `<defs><clipPath id="c"><path d="M0 0L3 0L3 3L0 3Z" transform="matrix(-1,0,0,-1,5,5)"/></clipPath></defs><g clip-path="url(#c)"><rect width="9" height="9" fill="#f00"/></g>`,
			want{{1, 1}: clear, {2, 2}: red, {4, 4}: red, {5, 5}: clear}},
		{"clip", `<defs><clipPath id="c"><rect x="2" y="2" width="3" height="3"/></clipPath></defs><g clip-path="url(#c)"><rect width="9" height="9" fill="#f00"/></g>`,
			want{{1, 3}: clear, {3, 3}: red, {6, 3}: clear}},
		{"gradient", `<defs><linearGradient id="g" gradientUnits="objectBoundingBox" x1="0" x2="1"><stop offset="0" stop-color="#f00"/><stop offset="0.1" stop-color="#f00"/>` +
			`<stop offset="0.1" stop-color="#00f"/></linearGradient></defs><rect width="20" height="4" fill="url(#g)"/>`, want{{1, 2}: red, {2, 2}: blue, {15, 2}: blue}},
		{"gradient in percent", `<defs><linearGradient id="g" x2="1"><stop offset="50%" stop-color="#f00"/><stop offset="50%" stop-color="#00f"/></linearGradient></defs>` +
			`<rect width="20" height="10" fill="url(#g)"/>`, want{{2, 5}: red, {17, 5}: blue}},
		{"gradient downwards", `<defs><linearGradient id="g" y2="1"><stop offset="0.5" stop-color="#f00"/><stop offset="0.5" stop-color="#00f"/></linearGradient></defs>` +
			`<rect width="20" height="8" fill="url(#g)" transform="matrix(-1,0,0,-1,20,8)"/>`, want{{9, 2}: blue, {9, 6}: red}},
		{"picture", `<image href="` + square + `" width="2" height="2" x="-1" y="-1" transform="matrix(4,0,0,4,4,4)"/>`, want{{1, 1}: red, {0, 7}: blue, {9, 1}: clear}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := mustDraw(t, head+test.svg+foot, 1)
			for at, want := range test.want {
				if c := got.RGBAAt(at.X, at.Y); c != want {
					t.Errorf("%v is %v, want %v", at, c, want)
				}
			}
		})
	}
}

func mustDraw(t testing.TB, svg string, scale float64) *image.RGBA {
	t.Helper()
	picture, err := Draw(svg, scale)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func TestDrawScales(t *testing.T) {
	got := mustDraw(t, head+`<rect width="4" height="4" fill="#f00"/>`+foot, 3)
	if got.Rect != image.Rect(0, 0, 60, 30) || got.RGBAAt(11, 11) != red || got.RGBAAt(12, 12) != clear {
		t.Errorf("three pixels a unit: %v, %v at the corner", got.Rect, got.RGBAAt(11, 11))
	}
	big := mustDraw(t, `<svg width="4000" height="4000"/>`, 3)
	if n := big.Rect.Dx() * big.Rect.Dy(); n > maxPixels {
		t.Errorf("a picture of %d pixels, want %d at most", n, maxPixels)
	}
}

func TestDrawRefuses(t *testing.T) {
	for name, svg := range map[string]string{
		"no SVG":            `<html/>`,
		"no XML":            `<svg`,
		"no size":           `<svg/>`,
		"no end of size":    `<svg width="1e9" height="1e9"/>`,
		"script":            head + `<script/>` + foot,
		"filter":            head + `<feDropShadow/>` + foot,
		"remote picture":    head + `<image href="https://evil/x.png" width="1" height="1"/>` + foot,
		"broken picture":    head + `<image href="data:image/png;base64,AAAA" width="1" height="1"/>` + foot,
		"round clip":        head + `<clipPath id="c"><circle r="3"/></clipPath><g clip-path="url(#c)"/>` + foot,
		"endless reference": head + `<g id="a"><use href="#a"/></g>` + foot,
		"nothing there":     head + `<use href="#a"/>` + foot,
		"unknown gradient":  head + `<rect width="1" height="1" fill="url(#a)"/>` + foot,
		"unknown colour":    head + `<rect width="1" height="1" fill="tomato"/>` + foot,
		"unknown command":   head + `<path d="M0 0T1 1"/>` + foot,
		"half a command":    head + `<path d="M0 0L1"/>` + foot,
		"unknown transform": head + `<g transform="skewX(3)"/>` + foot,
		"endless nesting":   head + strings.Repeat("<g>", 60) + strings.Repeat("</g>", 60) + foot,
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Draw(svg, 1); err == nil {
				t.Error("it is drawn, want an error")
			}
		})
	}
}

func TestText(t *testing.T) {
	line := func(attributes, text string) string {
		return `<svg width="200" height="40"><text fill="#f00" style="font-size:20px" y="20" ` + attributes + `>` + text + `</text></svg>`
	}
	width := inked(mustDraw(t, line("", "Accuracy"), 1)).Dx()
	if width < 78 || width > 84 { // Arial's, from its table of widths: 81.1
		t.Errorf("the word is %d pixels wide", width)
	}
	for name, test := range map[string]struct {
		attributes string
		holds      func(image.Rectangle) bool
	}{
		"at the start": {`x="100"`, func(b image.Rectangle) bool { return b.Min.X >= 99 && b.Max.Y <= 25 && b.Max.Y > 20 }},
		"at the end":   {`x="100" text-anchor="end"`, func(b image.Rectangle) bool { return b.Max.X <= 101 && b.Max.X > 95 }},
		"centred":      {`x="100" text-anchor="middle"`, func(b image.Rectangle) bool { return b.Min.X < 62 && b.Max.X > 138 }},
		"in the middle of the line": {`x="9" dominant-baseline="central"`, func(b image.Rectangle) bool {
			return b.Min.Y < 14 && b.Max.Y > 26
		}},
		"bold is wider": {`x="9" font-weight="bold"`, func(b image.Rectangle) bool { return b.Dx() > width+2 }},
		"turned": {`transform="rotate(-90) translate(-38 0)"`, func(b image.Rectangle) bool {
			return b.Dy() > b.Dx()
		}},
	} {
		t.Run(name, func(t *testing.T) {
			if box := inked(mustDraw(t, line(test.attributes, "Accuracy"), 1)); !test.holds(box) {
				t.Errorf("the word is within %v", box)
			}
		})
	}
}

// TestSigns holds the signs that charts use against the box that a missing one is.
func TestSigns(t *testing.T) {
	sign := func(r rune) []byte {
		return mustDraw(t, `<svg width="30" height="30"><text font-size="20" x="5" y="20">`+string(r)+`</text></svg>`, 1).Pix
	}
	box := sign('\uFFFE' - 0x100)
	for _, r := range "µ×²—–·±°…’≤≥→←∞√αβΔσéüßЖ€" {
		if bytes.Equal(sign(r), box) {
			t.Errorf("%c is a box", r)
		}
	}
}

// inked is the smallest rectangle that holds all that is drawn.
func inked(picture *image.RGBA) (box image.Rectangle) {
	for y := range picture.Rect.Dy() {
		for x := range picture.Rect.Dx() {
			if picture.RGBAAt(x, y).A > 0 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

func TestFewKeepsFrequentColours(t *testing.T) {
	picture := mustDraw(t, `<svg width="200" height="40"><rect width="50" height="40" fill="#0072B2"/><text y="30" x="60" fill="#777777" font-size="20">Accuracy</text></svg>`, 2)
	few := Few(picture, 16)
	if len(few.Palette) != 16 || few.At(9, 9) != (color.RGBA{0, 0x72, 0xb2, 255}) || few.At(399, 79) != clear {
		t.Errorf("%d colours, %v on the area, %v on the ground", len(few.Palette), few.At(9, 9), few.At(399, 79))
	}
	all, err := PNG(picture)
	if err != nil {
		t.Fatal(err)
	}
	short, err := PNG(few)
	if err != nil {
		t.Fatal(err)
	}
	if len(short) > len(all)/2 {
		t.Errorf("%d bytes in few colours, %d in all", len(short), len(all))
	}
	back, err := png.Decode(bytes.NewReader(short))
	if err != nil || back.Bounds() != picture.Rect {
		t.Errorf("the file holds %v, %v", back.Bounds(), err)
	}
}

func FuzzDraw(f *testing.F) {
	f.Add(head + `<g clip-path="url(#c)"><path d="M8 5A3 3 0 1 1 2 5z" stroke="#f00" stroke-dasharray="1,2"/><use href="#c" x="3"/></g>` + foot)
	f.Add(head + `<text x="3" y="4" font="bold 3px a">a</text><image href="` + square + `" width="2" height="2"/>` + foot)
	f.Add(head + `<linearGradient id="g" y2="1"><stop offset="0.5" stop-color="#f00"/></linearGradient><rect width="20" height="8" fill="url(#g)"/>` + foot)
	f.Fuzz(func(t *testing.T, svg string) {
		if picture, err := Draw(svg, 0.1); err == nil && picture == nil {
			t.Error("neither a picture nor an error")
		}
	})
}

func BenchmarkDraw(b *testing.B) {
	svg, err := os.ReadFile(filepath.Join("testdata", "curves.svg"))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		picture, err := Draw(string(svg), 2)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := PNG(Few(picture, 16)); err != nil {
			b.Fatal(err)
		}
	}
}

package raster

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"iter"
	"maps"
	"slices"
)

// PNG returns a picture as a PNG file.
func PNG(picture image.Image) ([]byte, error) {
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		return nil, fmt.Errorf("writing the picture in pixels: %w", err)
	}
	return out.Bytes(), nil
}

// Few returns a picture in its n most frequent colours: those of areas and of most lines
// stay as they are, and what gives way are shades at edges. It makes a PNG a third as long.
// n is at most 256.
func Few(picture *image.RGBA, n int) *image.Paletted {
	times := map[color.RGBA]int{}
	for c, length := range runs(picture.Pix) {
		times[c] += length
	}
	colors := slices.SortedFunc(maps.Keys(times), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(times[b], times[a]), cmp.Compare(key(a), key(b)))
	})
	few := image.NewPaletted(picture.Rect, nil)
	for _, c := range colors[:min(len(colors), n)] {
		few.Palette = append(few.Palette, c)
	}
	nearest := map[color.RGBA]uint8{}
	for _, c := range colors {
		nearest[c] = uint8(few.Palette.Index(c))
	}
	at := 0
	for c, length := range runs(picture.Pix) {
		index := nearest[c]
		for i := range length {
			few.Pix[at+i] = index
		}
		at += length
	}
	return few
}

// runs yields the colours of pixels, with how many in a row have each.
func runs(pix []byte) iter.Seq2[color.RGBA, int] {
	return func(yield func(color.RGBA, int) bool) {
		for start := 0; start < len(pix); {
			c, end := pixel(pix[start:]), start+4
			for end < len(pix) && pixel(pix[end:]) == c {
				end += 4
			}
			if !yield(c, (end-start)/4) {
				return
			}
			start = end
		}
	}
}

func pixel(p []byte) color.RGBA { return color.RGBA{p[0], p[1], p[2], p[3]} }

// key puts colours in an order, so that the same picture always gives the same file.
func key(c color.RGBA) uint32 {
	return uint32(c.R)<<24 | uint32(c.G)<<16 | uint32(c.B)<<8 | uint32(c.A)
}

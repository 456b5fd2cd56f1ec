// Package raster draws the static pictures of charts in pixels, for places that take no SVG.
//
// It knows the part of SVG that ECharts writes and package svg tidies: paths, rectangles,
// circles, polygons, texts, PNG and JPEG pictures, groups, references, rectangular clips and
// linear gradients. What it doesn't know is an error, never a wrong picture.
//
// Text is set in Liberation Sans, whose widths are Arial's, which ECharts reckons with; for
// signs that it lacks a font of the system is looked for.
package raster

import (
	"errors"
	"fmt"
	"image"
	"math"
	"strings"
)

// maxPixels bounds the memory that a picture takes: 64 MB.
const maxPixels = 16 << 20

// Draw returns the picture of an SVG, on a transparent ground, with scale pixels for each of
// its own. A scale that would make more than 16 million pixels is lowered.
func Draw(svg string, scale float64) (picture *image.RGBA, err error) {
	defer func() {
		if problem := recover(); problem != nil { // rasterx panics on numbers beyond its range
			err = fmt.Errorf("drawing the picture in pixels: %v", problem)
		}
	}()
	root, err := parse(strings.NewReader(svg))
	if err != nil {
		return nil, fmt.Errorf("drawing the picture in pixels: %w", err)
	}
	width, height := root.number("width"), root.number("height")
	if !(width >= 1 && height >= 1 && width*height <= maxPixels) {
		return nil, errors.New("drawing the picture in pixels: it has no size that can be drawn")
	}
	scale = min(scale, math.Sqrt(maxPixels/(width*height)))
	p := newPainter(root, image.Rect(0, 0, int(math.Round(width*scale)), int(math.Round(height*scale))))
	if err := p.draw(root, newState(p.canvas.Rect, scale)); err != nil {
		return nil, fmt.Errorf("drawing the picture in pixels: %w", err)
	}
	return p.canvas, nil
}

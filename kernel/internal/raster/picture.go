package raster

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // what a picture in a chart may be, beside PNG
	_ "image/png"
	"strings"

	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
)

// image draws a picture that stands in the SVG.
func (p *painter) image(n *node, s state) error {
	_, encoded, found := strings.Cut(n.attributes["href"], ";base64,")
	if !found {
		return errors.New("a picture that is not part of it")
	}
	data, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return fmt.Errorf("a picture: %w", err)
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.Width <= 0 || config.Height <= 0 || config.Width > maxPixels/config.Height {
		return fmt.Errorf("a picture of %d × %d pixels (%w)", config.Width, config.Height, err)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("a picture: %w", err)
	}
	m := s.matrix.Translate(n.number("x"), n.number("y")).
		Scale(n.number("width")/float64(config.Width), n.number("height")/float64(config.Height))
	to, ok := p.canvas.SubImage(s.clip).(*image.RGBA)
	if !ok || s.clip.Empty() {
		return nil
	}
	draw.ApproxBiLinear.Transform(to, f64.Aff3{m.A, m.C, m.E, m.B, m.D, m.F}, img, img.Bounds(), draw.Over, nil)
	return nil
}

package charts

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
)

// greys is the number of shades of a grey picture: with 16 of them a pixel takes half
// a byte, and a hand-written digit looks the same.
const greys = 16

var greyPalette = func() color.Palette {
	p := make(color.Palette, greys)
	for i := range p {
		p[i] = color.Gray{uint8(i * 255 / (greys - 1))}
	}
	return p
}()

// pictureURI returns img as an ECharts symbol. It is sampled so that its longer side
// has about as many pixels as asked for, and whole pixels stay whole when it grows:
// browsers would blur a small picture.
func pictureURI(img image.Image, side int) string {
	b := img.Bounds()
	longer := max(1, b.Dx(), b.Dy())
	w, h := b.Dx(), b.Dy()
	if factor := side / longer; factor >= 1 {
		w, h = w*factor, h*factor
	} else {
		w, h = max(1, w*side/longer), max(1, h*side/longer)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, sample(img, w, h)); err != nil {
		panic("charts: a picture can't be written as PNG: " + err.Error())
	}
	return "image://data:image/png;base64," + base64.StdEncoding.EncodeToString(out.Bytes())
}

// sample returns img in w by h pixels, in a palette of greys when it has no colours.
func sample(img image.Image, w, h int) image.Image {
	b := img.Bounds()
	grey, colours := image.NewPaletted(image.Rect(0, 0, w, h), greyPalette), image.NewNRGBA(image.Rect(0, 0, w, h))
	isGrey := true
	for y := range h {
		for x := range w {
			c := color.NRGBAModel.Convert(img.At(b.Min.X+x*b.Dx()/w, b.Min.Y+y*b.Dy()/h)).(color.NRGBA)
			colours.SetNRGBA(x, y, c)
			grey.Pix[y*grey.Stride+x] = uint8((int(c.R)*(greys-1) + 127) / 255)
			isGrey = isGrey && c.R == c.G && c.G == c.B && c.A == 255
		}
	}
	if isGrey {
		return grey
	}
	return colours
}

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

// pictures writes pictures as PNG. It keeps its buffers from one to the next: making
// them costs more than filling them.
type pictures struct{ encoder png.Encoder }

func newPictures() *pictures {
	return &pictures{png.Encoder{BufferPool: &buffers{}}}
}

type buffers struct{ last *png.EncoderBuffer }

func (b *buffers) Get() (buffer *png.EncoderBuffer) {
	buffer, b.last = b.last, nil
	return buffer
}

func (b *buffers) Put(buffer *png.EncoderBuffer) { b.last = buffer }

// uri returns img as an ECharts symbol. It is sampled so that its longer side
// has about as many pixels as asked for, and whole pixels stay whole when it grows:
// browsers would blur a small picture.
func (p *pictures) uri(img image.Image, side int) string {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	longer := max(1, w, h)
	factor := 1
	if longer > side {
		w, h = max(1, w*side/longer), max(1, h*side/longer)
	} else {
		factor = side / longer
	}
	var out bytes.Buffer
	if err := p.encoder.Encode(&out, small(img, w, h, factor)); err != nil {
		panic("charts: a picture can't be written as PNG: " + err.Error())
	}
	return "image://data:image/png;base64," + base64.StdEncoding.EncodeToString(out.Bytes())
}

// small returns img in w by h squares of factor by factor pixels, with as few bits a
// pixel as its colours allow.
func small(img image.Image, w, h, factor int) image.Image {
	few, ok := img.(*image.Paletted)
	if !ok || few.Rect != image.Rect(0, 0, w, h) {
		return enlarge(sample(img, w, h), factor)
	}
	out := image.NewPaletted(image.Rect(0, 0, w*factor, h*factor), few.Palette)
	repeat(out.Pix, few.Pix, 1, out.Rect, factor)
	return out
}

// sample returns img in w by h pixels.
func sample(img image.Image, w, h int) *image.NRGBA {
	b := img.Bounds()
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			out.Set(x, y, img.At(b.Min.X+x*b.Dx()/w, b.Min.Y+y*b.Dy()/h))
		}
	}
	return out
}

// enlarge makes each pixel a square of factor by factor pixels, in a palette of greys
// when the picture has no colours.
func enlarge(img *image.NRGBA, factor int) image.Image {
	to := image.Rect(0, 0, img.Rect.Dx()*factor, img.Rect.Dy()*factor)
	if !isGrey(img) {
		out := image.NewNRGBA(to)
		repeat(out.Pix, img.Pix, 4, to, factor)
		return out
	}
	shades := make([]uint8, len(img.Pix)/4)
	for i := range shades {
		shades[i] = uint8((int(img.Pix[4*i])*(greys-1) + 127) / 255)
	}
	out := image.NewPaletted(to, greyPalette)
	repeat(out.Pix, shades, 1, to, factor)
	return out
}

// repeat fills an enlarged picture from a small one, both with size bytes a pixel.
func repeat(large, small []uint8, size int, to image.Rectangle, factor int) {
	width := to.Dx() / factor
	for y := range to.Dy() {
		for x := range to.Dx() {
			from := (y/factor*width + x/factor) * size
			copy(large[(y*to.Dx()+x)*size:], small[from:from+size])
		}
	}
}

func isGrey(img *image.NRGBA) bool {
	for i := 0; i < len(img.Pix); i += 4 {
		p := img.Pix[i : i+4]
		if p[0] != p[1] || p[1] != p[2] || p[3] != 255 {
			return false
		}
	}
	return true
}

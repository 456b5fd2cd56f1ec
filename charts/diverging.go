package charts

import (
	"image"
	"image/color"
	"math"
)

// diverging are sixteen colours from orange, for what is far below 0, over near white,
// for 0, to blue, for what is far above.
var diverging = func() color.Palette {
	p := make(color.Palette, greys)
	low, middle, high := [3]float64{0xD5, 0x5E, 0x00}, [3]float64{0xF7, 0xF7, 0xF7}, [3]float64{0x00, 0x72, 0xB2}
	for i := range p {
		at := 2*float64(i)/(greys-1) - 1
		end := high
		if at < 0 {
			end = low
		}
		var c [3]uint8
		for k := range c {
			c[k] = uint8(math.Round(middle[k] + math.Abs(at)*(end[k]-middle[k])))
		}
		p[i] = color.RGBA{c[0], c[1], c[2], 255}
	}
	return p
}()

// signed returns numbers as a picture of the diverging colours, in which a number as
// large as most has the full one. What is not a number is as 0.
func signed(values []float64, width int, most float64) image.Image {
	img := image.NewPaletted(image.Rect(0, 0, width, len(values)/width), diverging)
	for i, v := range values {
		share := 0.0
		if finite(v) && most > 0 {
			share = max(-1, min(1, v/most))
		}
		img.Pix[i] = uint8(math.Round((share + 1) / 2 * (greys - 1)))
	}
	return img
}

// shaded returns numbers as a grey picture, from black for low to white for high.
func shaded(values []float64, width int, low, high float64) image.Image {
	img := image.NewGray(image.Rect(0, 0, width, len(values)/width))
	for i, v := range values {
		if finite(v) && high > low {
			img.Pix[i] = uint8(math.Round(255 * max(0, min(1, (v-low)/(high-low)))))
		}
	}
	return img
}

// pictureList is pictures that were made here, with a number each.
type pictureList struct {
	of      string // what one is: "filter"
	images  []image.Image
	numbers []int
}

func (l pictureList) Len() int                { return len(l.images) }
func (l pictureList) Image(i int) image.Image { return l.images[i] }
func (l pictureList) Label(i int) (int, bool) { return l.numbers[i], true }

// titled gives a grid of pictures its own words in place of those about digits.
func (l pictureList) titled(title, subtitle, text string) DigitsOption {
	return digitsOption(func(d *digits) {
		d.title, d.subtitle, d.text, d.of = title, subtitle, text, l.of
	})
}

// pixelsInAll bounds what the pictures of one chart add to a notebook's file.
const pixelsInAll = 30 * 28 * 28

// mostOfSize is how many pictures of so many pixels a chart shows at most.
func mostOfSize(pixels int) int { return min(mostDigits/2, max(1, pixelsInAll/max(1, pixels))) }

package result

import (
	"encoding/base64"
	"fmt"
	"image"
	"image/color"

	"nnbook/kernel/internal/mark"
)

// mostPixels is how many pixels an image that is shown may have.
const mostPixels = 4 << 20

// isSmall reports whether an image has pixels, and not too many.
func isSmall(m image.Image) bool {
	b := m.Bounds()
	return b.Dx() > 0 && b.Dy() > 0 && b.Dx() <= mostPixels/b.Dy()
}

// imageText returns the pixels of an image as the kernel takes them. The kernel makes a PNG of the pixels: a cell would link more than twice as much.
func imageText(m image.Image) string {
	b := m.Bounds()
	var pixels []byte
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
			pixels = append(pixels, c.R, c.G, c.B, c.A)
		}
	}
	text := base64.StdEncoding.EncodeToString(pixels)
	return mark.Text(mark.Image) + fmt.Sprintf("%d %d %s", b.Dx(), b.Dy(), text) + mark.Text(mark.ImageEnd)
}

package datasets

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	_ "image/jpeg" // a decoder
	_ "image/png"  // a decoder
	"io"
	"math"
	"os"
	"path/filepath"

	"nnbook/nnlib/internal/fault"
)

// pictureSize is what all images have in common.
type pictureSize struct{ height, width, channels int }

func (s pictureSize) shape() []int {
	if s.channels == 1 {
		return []int{s.height, s.width}
	}
	return []int{s.height, s.width, s.channels}
}

// pictureSize is what the user asks for or, where it isn't said, the first image's.
func (r reader) pictureSize(first string) (pictureSize, error) {
	size := pictureSize{r.file.Pictures.Height, r.file.Pictures.Width, 3}
	if r.file.Pictures.Grey {
		size.channels = 1
	}
	if size.height > 0 {
		if size.width < 1 || size.width > maxPixels/size.height {
			return size, r.noPictures("a size that can be", fmt.Sprintf("%d×%d pixels", size.height, size.width), "nnlib.ImageSize(224, 224)")
		}
		return size, nil
	}
	file, err := r.open(first)
	if err != nil {
		return size, err
	}
	defer file.Close()
	config, err := sizeOf(file)
	if err != nil {
		return size, notPicture(first, err)
	}
	size.height, size.width = config.Height, config.Width
	return size, nil
}

// maxPixels is more than cameras take; a file may claim anything.
const maxPixels = 1 << 28

// sizeOf reads an image's size, and goes back to its start.
func sizeOf(file *os.File) (image.Config, error) {
	config, _, err := image.DecodeConfig(file)
	if err != nil {
		return config, err
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxPixels/config.Height {
		return config, fmt.Errorf("%d×%d pixels", config.Width, config.Height)
	}
	_, err = file.Seek(0, io.SeekStart)
	return config, err
}

func notPicture(path string, err error) error {
	return &fault.Error{Who: path, Expected: "an image as PNG or JPEG", Got: err.Error(), Fix: "mend the file, or take it out of the folder"}
}

// picture decodes an image and brings it to a size.
func (r reader) picture(path string, size pictureSize) ([]byte, error) {
	file, err := r.open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	config, err := sizeOf(file)
	if err != nil {
		return nil, notPicture(path, err)
	}
	if fixed := r.file.Pictures.Height > 0; !fixed && (config.Height != size.height || config.Width != size.width) {
		return nil, &fault.Error{
			Who: path, Expected: fmt.Sprintf("%d×%d pixels (height × width), as the first image has", size.height, size.width),
			Got: fmt.Sprintf("%d×%d", config.Height, config.Width),
			Fix: fmt.Sprintf("nnlib.ImageFolder(%q, nnlib.ImageSize(%d, %d))", filepath.Base(r.file.Path), size.height, size.width),
		}
	}
	decoded, _, err := image.Decode(file)
	if err != nil {
		return nil, notPicture(path, err)
	}
	pixels := pixelsOf(decoded, size.channels)
	return resize(pixels, decoded.Bounds().Dy(), decoded.Bounds().Dx(), size), nil
}

// pixelsOf are an image's values, row by row; what it has of transparency is left
// out, as Keras does.
func pixelsOf(decoded image.Image, channels int) []byte {
	flat := withoutAlpha(decoded)
	pixels := make([]byte, 0, len(flat.Pix)/4*channels)
	for i := 0; i < len(flat.Pix); i += 4 {
		if red, green, blue := flat.Pix[i], flat.Pix[i+1], flat.Pix[i+2]; channels == 1 {
			pixels = append(pixels, luma(red, green, blue))
		} else {
			pixels = append(pixels, red, green, blue)
		}
	}
	return pixels
}

// withoutAlpha gives pixels the colours that they have before any transparency.
func withoutAlpha(decoded image.Image) *image.RGBA {
	at := decoded.Bounds()
	flat := image.NewRGBA(image.Rect(0, 0, at.Dx(), at.Dy()))
	if known, ok := decoded.(interface{ Opaque() bool }); ok && known.Opaque() {
		draw.Draw(flat, flat.Bounds(), decoded, at.Min, draw.Src)
		return flat
	}
	for y := range at.Dy() {
		for x := range at.Dx() {
			c := color.NRGBAModel.Convert(decoded.At(at.Min.X+x, at.Min.Y+y)).(color.NRGBA)
			flat.SetRGBA(x, y, color.RGBA{c.R, c.G, c.B, 255})
		}
	}
	return flat
}

// luma is how bright a colour is, rounded.
//
// Source: ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B.
func luma(red, green, blue byte) byte {
	return byte((19595*uint32(red) + 38470*uint32(green) + 7471*uint32(blue) + 1<<15) >> 16)
}

// resize interpolates between the four nearest pixels, whose centres lie in the middle
// of them.
//
// Source: Keras 3, keras/src/ops/image.py, resize, bilinear without antialias.
func resize(pixels []byte, height, width int, to pictureSize) []byte {
	if height == to.height && width == to.width {
		return pixels
	}
	rows, columns := between(height, to.height), between(width, to.width)
	resized := make([]byte, 0, to.height*to.width*to.channels)
	for _, row := range rows {
		for _, column := range columns {
			for c := range to.channels {
				at := func(y, x int) float32 { return float32(pixels[(y*width+x)*to.channels+c]) }
				above := at(row.low, column.low)*(1-column.share) + at(row.low, column.high)*column.share
				below := at(row.high, column.low)*(1-column.share) + at(row.high, column.high)*column.share
				value := above*(1-row.share) + below*row.share
				resized = append(resized, byte(math.RoundToEven(float64(value))))
			}
		}
	}
	return resized
}

// neighbours are the two pixels that one lies between, and the share of the higher.
type neighbours struct {
	low, high int
	share     float32
}

// between finds the neighbours along an axis.
func between(from, to int) []neighbours {
	found := make([]neighbours, to)
	for i := range found {
		at := (float32(i)+0.5)*float32(from)/float32(to) - 0.5
		low := math.Floor(float64(at))
		found[i] = neighbours{max(int(low), 0), min(int(low)+1, from-1), at - float32(low)}
		found[i].high = max(found[i].high, found[i].low)
	}
	return found
}

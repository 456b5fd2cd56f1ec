package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"maps"
	"strings"

	"nnbook/kernel/internal/raster"
	"nnbook/kernel/jupyter"
)

// room is how many bytes a chart with its pictures may take of a saved notebook.
const room = 99_000

// addPixels adds the picture of b's chart in pixels: the best that there is room for beside
// the chart and its picture. Where there is none, it takes the picture's place: what takes an
// SVG takes a PNG too.
func (b *bundle) addPixels(picture string, room int) error {
	var option bytes.Buffer
	if err := json.Indent(&option, b.Data[chartType], "      ", " "); err != nil { // as it stands in a notebook
		return err
	}
	alone := room - option.Len()
	beside := alone - len(b.Data[pictureType])
	for _, q := range qualities(picture) {
		if added, err := b.addQuality(picture, q, beside); added || err != nil {
			return err
		}
	}
	for _, q := range qualities(picture) {
		added, err := b.addQuality(picture, q, alone)
		if added {
			delete(b.Data, pictureType)
		}
		if added || err != nil {
			return err
		}
	}
	return nil
}

// addQuality adds a picture in pixels if it takes no more than room.
func (b *bundle) addQuality(picture string, q quality, room int) (added bool, err error) {
	pixels, err := raster.Draw(picture, q.scale)
	if err != nil {
		return false, err
	}
	file, err := raster.PNG(raster.Few(pixels, q.colors))
	if err != nil {
		return false, err
	}
	encoded := base64.StdEncoding.EncodeToString(file)
	if len(encoded) > room {
		return false, nil
	}
	b.set(pixelType, encoded)
	return true, b.hintSize(pixels.Rect, q.scale)
}

// quality is how finely a picture is drawn in pixels.
type quality struct {
	scale  float64
	colors int
}

// qualities returns what to try for a picture, the best first. Curves and texts need few
// colours, images more.
func qualities(picture string) []quality {
	few := []quality{{sharpness, 16}, {1, 16}}
	if strings.Contains(picture, "<image") {
		return append([]quality{{sharpness, 64}}, few...)
	}
	return few
}

// hintSize says how large a picture in pixels is meant to be shown.
func (b *bundle) hintSize(pixels image.Rectangle, scale float64) error {
	size, err := jupyter.Marshal(map[string]float64{"width": float64(pixels.Dx()) / scale, "height": float64(pixels.Dy()) / scale})
	b.Metadata = maps.Clone(b.Metadata)
	if b.Metadata == nil {
		b.Metadata = map[string]json.RawMessage{}
	}
	b.Metadata[pixelType] = size
	return err
}

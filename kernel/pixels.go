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
const room = 95_000

// addPixels adds the picture of b's chart in pixels: in as many as there is room for beside
// the chart and its picture, which may be none.
func (b *bundle) addPixels(picture string, room int) error {
	var option bytes.Buffer
	if err := json.Indent(&option, b.Data[chartType], "", " "); err != nil { // as it stands in a notebook
		return err
	}
	for _, scale := range []float64{sharpness, 1} {
		pixels, err := raster.Draw(picture, scale)
		if err != nil {
			return err
		}
		file, err := raster.PNG(raster.Few(pixels, colorsOf(picture)))
		if err != nil {
			return err
		}
		encoded := base64.StdEncoding.EncodeToString(file)
		if option.Len()+len(picture)+len(encoded) <= room {
			b.set(pixelType, encoded)
			return b.hintSize(pixels.Rect, scale)
		}
	}
	return nil
}

// colorsOf is how many colours a picture needs: curves and texts few, images more.
func colorsOf(picture string) int {
	if strings.Contains(picture, "<image") {
		return 64
	}
	return 16
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

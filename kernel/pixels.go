package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"io"
	"maps"
	"os"
	"strings"

	"nnbook/kernel/internal/raster"
	"nnbook/kernel/jupyter"
)

// room is how many bytes a chart with its picture may take of a saved notebook.
const room = 99_000

// hasImages reports whether images stand in a picture, such as digits: GitHub and others drop
// them from an SVG, and then nothing is left to be seen.
func hasImages(picture string) bool { return strings.Contains(picture, "<image") }

// withPixels returns a copy of a display whose picture is in pixels, as finely as there is
// room for beside its chart.
func (b *bundle) withPixels(picture string, room int) (*bundle, error) {
	var option bytes.Buffer
	if err := json.Indent(&option, b.Data[chartType], "      ", " "); err != nil { // as it stands in a notebook
		return nil, err
	}
	for _, q := range qualities {
		pixels, err := raster.Draw(picture, q.scale)
		if err != nil {
			return nil, err
		}
		file, err := raster.PNG(raster.Few(pixels, q.colors))
		if err != nil {
			return nil, err
		}
		if encoded := base64.StdEncoding.EncodeToString(file); option.Len()+len(encoded) <= room {
			return b.with(pixelType, encoded).sized(pixels.Rect, q.scale)
		}
	}
	return nil, errors.New("a chart leaves no room for its picture in pixels")
}

// qualities are how finely a picture may be drawn in pixels, the best first.
var qualities = []struct {
	scale  float64
	colors int
}{{sharpness, 64}, {sharpness, 16}, {1, 16}}

// sized says how large a display's picture in pixels is meant to be shown.
func (b *bundle) sized(pixels image.Rectangle, scale float64) (*bundle, error) {
	size, err := jupyter.Marshal(map[string]float64{"width": float64(pixels.Dx()) / scale, "height": float64(pixels.Dy()) / scale})
	b.Metadata = maps.Clone(b.Metadata)
	if b.Metadata == nil {
		b.Metadata = map[string]json.RawMessage{}
	}
	b.Metadata[pixelType] = size
	return b, err
}

// pixelsCommand is the program in another role: it draws the SVG of a file in pixels, into
// another file. The installed nbconvert calls it for a PDF, which takes no SVG.
func pixelsCommand(arguments []string, _ io.Reader, _ io.Writer) error {
	if len(arguments) != 2 {
		return errors.New("usage: nnbook-kernel pixels SVG PNG")
	}
	picture, err := os.ReadFile(arguments[0])
	if err != nil {
		return err
	}
	drawn, err := pngOf(string(picture))
	if err != nil {
		return fmt.Errorf("%s: %w", arguments[0], err)
	}
	return os.WriteFile(arguments[1], drawn, 0o644)
}

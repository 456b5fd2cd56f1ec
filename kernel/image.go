package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"

	"nnbook/kernel/jupyter"
)

// imageBundle returns the display of an image whose pixels a cell printed; see package
// result. What isn't that is shown as text.
func imageBundle(text string) *bundle {
	var width, height int
	var encoded string
	fmt.Sscan(text, &width, &height, &encoded)
	pixels, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || width <= 0 || height <= 0 || len(pixels)%4 != 0 || len(pixels)/4/width != height || len(pixels)/4%width != 0 {
		return textBundle(text)
	}
	picture := &image.NRGBA{Pix: pixels, Stride: 4 * width, Rect: image.Rect(0, 0, width, height)}
	var file bytes.Buffer
	if png.Encode(&file, picture) != nil {
		return textBundle(text)
	}
	b := textBundle(fmt.Sprintf("an image of %d × %d pixels", width, height))
	b.Data["image/png"], _ = jupyter.Marshal(base64.StdEncoding.EncodeToString(file.Bytes())) // a string always marshals
	return b
}

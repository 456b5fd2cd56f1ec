package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
)

func TestPixelsFitIntoTheNotebook(t *testing.T) {
	const short = `{"series":[]}`
	const picture = `<svg width="300" height="200"><path d="M0 0L300 200" stroke="#0072b2"/></svg>`
	long := `{"data":[` + strings.Repeat("0,", 20_000) + `0]}` // and longer when it is indented
	fine := len(withPixels(t, short, picture, room).Data[pixelType]) + len(short)
	for name, test := range map[string]struct {
		option string
		room   int
		want   image.Point
	}{
		"room":                {short, fine + 50, image.Pt(600, 400)},
		"room for less":       {short, fine - 50, image.Pt(300, 200)},
		"no room":             {short, len(short) + 50, image.Point{}},
		"the option takes it": {long, len(long) + fine, image.Point{}},
	} {
		t.Run(name, func(t *testing.T) {
			b := withPixels(t, test.option, picture, test.room)
			if b == nil {
				if test.want != (image.Point{}) {
					t.Errorf("no picture, want one of %v pixels", test.want)
				}
				return
			}
			if got := decodePixels(t, b).Bounds().Size(); got != test.want {
				t.Errorf("%v pixels, want %v", got, test.want)
			}
			if size := string(b.Metadata[pixelType]); size != `{"height":200,"width":300}` {
				t.Errorf("it is to be shown at %s", size)
			}
		})
	}
}

// withPixels returns a display with its picture in pixels, nil where there is no room.
func withPixels(t *testing.T, option, picture string, room int) *bundle {
	t.Helper()
	b, err := (&bundle{Data: map[string]json.RawMessage{chartType: json.RawMessage(option)}}).withPixels(picture, room)
	if err != nil && !strings.Contains(err.Error(), "no room") {
		t.Fatal(err)
	}
	return b
}

// decodePixels returns the picture in pixels that a display holds.
func decodePixels(t *testing.T, b *bundle) image.Image {
	t.Helper()
	var encoded string
	if err := json.Unmarshal(b.Data[pixelType], &encoded); err != nil {
		t.Fatal(err)
	}
	file, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// blank reports whether a picture shows nothing.
func blank(picture image.Image) bool {
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			if _, _, _, alpha := color.RGBAModel.Convert(picture.At(x, y)).RGBA(); alpha > 0 {
				return false
			}
		}
	}
	return true
}

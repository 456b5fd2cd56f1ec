package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image/color"
	"image/png"
	"testing"
)

// The pixels that a cell prints become a PNG; what can't be pixels stays text.
func TestImageBundle(t *testing.T) {
	b := imageBundle("2 1 /wAAgAAA/wA=")
	var text string
	if err := json.Unmarshal(b.Data["image/png"], &text); err != nil {
		t.Fatal(err)
	}
	file, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := picture.At(0, 0), (color.NRGBA{255, 0, 0, 128}); got != want || picture.Bounds().Dx() != 2 || picture.Bounds().Dy() != 1 {
		t.Errorf("the picture is %v with %v", picture.Bounds(), got)
	}
	for _, text := range []string{"", "2 1", "2 1 ?", "1 1 AAAA/wAAAP8=", "0 0 ", "-2 -1 AAAA/wAAAP8=", "4611686018427387904 4 AAAA/w=="} {
		if b := imageBundle(text); b.Data["image/png"] != nil || b.text() != text {
			t.Errorf("%q is shown as %v", text, b.Data)
		}
	}
}

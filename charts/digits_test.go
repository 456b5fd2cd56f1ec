package charts_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"

	"nnbook/charts"
)

// matrix is a table of predictions.
type matrix [][]float64

func (m matrix) Dims() (rows, columns int) { return len(m), len(m[0]) }

func (m matrix) At(row, column int) float64 { return m[row][column] }

func TestDigitsSayWhatWasPredicted(t *testing.T) {
	for _, c := range []struct {
		name string
		p    matrix
		want string
	}{
		{"right", matrix{{0.7, 0.3}, {0.2, 0.8}}, "2 digits: predicted 0 1; 2 of 2 predicted right."},
		{"wrong", matrix{{0.7, 0.3}, {0.6, 0.4}}, "2 digits: predicted 0 0; 1 of 2 predicted right; picture 1 is 1, predicted 0 (60 % sure)."},
		{"one column", matrix{{0.1}, {0.9}}, "2 digits: predicted 0 1; 2 of 2 predicted right."},
		{"almost sure", matrix{{0, 0.99999}, {0, 1}}, "2 digits: predicted 1 1; 1 of 2 predicted right; picture 0 is 0, predicted 1 (99.9 % sure)."},
		{"not numbers", matrix{{math.NaN(), math.NaN()}, {math.NaN(), 0.1}}, "2 digits: predicted NaN 1; 1 of 2 predicted right; picture 0 is 0, predicted nothing (NaN)."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := charts.Digits(scribbles(2), charts.Predicted(c.p)).String(); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestDigitsPanicNamesTheFix(t *testing.T) {
	defer func() {
		err, _ := recover().(error)
		if err == nil || !strings.Contains(err.Error(), "3 pictures") || !strings.Contains(err.Error(), "model.Predict(sample)") {
			t.Errorf("panicked with %v, want both sizes and the fix", err)
		}
	}()
	charts.Digits(scribbles(3), charts.Predicted(matrix{{1}, {0}}))
}

func TestDigitsOfNothingIsASentence(t *testing.T) {
	c := charts.Digits(scribbles(0))
	option, err := json.Marshal(c)
	if err != nil || string(option) != "null" || !strings.Contains(c.String(), "empty") {
		t.Errorf("got option %s, text %q, error %v", option, c, err)
	}
}

func TestDigitsAreCutAndSaySo(t *testing.T) {
	for want, c := range map[string]*charts.Chart{
		"The first 200 of 300 digits: ":      charts.Digits(scribbles(300)),
		"Scribbles (the first 200 of 300): ": charts.Digits(scribbles(300), charts.Title("Scribbles")),
		"200 digits: ":                       charts.Digits(scribbles(200)),
		"1 digit: labels 0.":                 charts.Digits(scribbles(1)),
		"2 digits: labels 0 1.":              charts.Digits(scribbles(2), charts.Columns(-3), charts.Size(-1)),
	} {
		if !strings.HasPrefix(c.String(), want) {
			t.Errorf("%.60q doesn't begin with %q", c, want)
		}
		option, _ := json.Marshal(c)
		if n := strings.Count(string(option), "image://"); n > 200 || n == 0 {
			t.Errorf("%d pictures for %q", n, want)
		}
	}
}

// one is a list of a single picture without a label.
type one struct{ img image.Image }

func (one) Len() int                { return 1 }
func (o one) Image(int) image.Image { return o.img }

func TestPicturesKeepTheirPixels(t *testing.T) {
	small := image.NewNRGBA(image.Rect(5, 5, 7, 6)) // two pixels, not at the origin
	small.Set(5, 5, color.NRGBA{255, 0, 0, 255})
	small.Set(6, 5, color.NRGBA{0, 0, 255, 255})
	grey := image.NewGray(image.Rect(0, 0, 2, 1))
	grey.Set(1, 0, color.Gray{255})
	for name, c := range map[string]struct {
		img         image.Image
		left, right color.Color
	}{
		"colours": {small, color.NRGBA{255, 0, 0, 255}, color.NRGBA{0, 0, 255, 255}},
		"greys":   {grey, color.Gray{0}, color.Gray{255}},
	} {
		t.Run(name, func(t *testing.T) {
			got := drawnPicture(t, charts.Digits(one{c.img}, charts.Size(10)))
			if size := got.Bounds().Size(); size != image.Pt(20, 10) {
				t.Errorf("the picture is %v pixels, want 20×10", size)
			}
			for x := range 20 {
				want := c.left
				if x >= 10 {
					want = c.right
				}
				if !sameColor(got.At(x, 9), want) {
					t.Errorf("pixel %d is %v, want %v", x, got.At(x, 9), want)
				}
			}
		})
	}
}

func TestLargePicturesAreMadeSmaller(t *testing.T) {
	got := drawnPicture(t, charts.Digits(one{image.NewRGBA(image.Rect(0, 0, 2000, 1000))}))
	if size := got.Bounds().Size(); size != image.Pt(112, 56) {
		t.Errorf("the picture is %v pixels, want 112×56", size)
	}
	drawnPicture(t, charts.Digits(one{image.NewRGBA(image.Rect(0, 0, 5000, 1))}))
}

func sameColor(a, b color.Color) bool {
	ar, ag, ab, aa := a.RGBA()
	br, bg, bb, ba := b.RGBA()
	return ar == br && ag == bg && ab == bb && aa == ba
}

// drawnPicture decodes the only picture of a chart.
func drawnPicture(t *testing.T, c *charts.Chart) image.Image {
	t.Helper()
	option, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(option), "image://data:image/png;base64,")
	data, _, _ := strings.Cut(rest, `"`)
	raw, err := base64.StdEncoding.DecodeString(data)
	if !found || err != nil {
		t.Fatalf("no picture: %v", err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

package charts

import (
	"strconv"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// The colours are Okabe and Ito's, which people with any kind of colour blindness
// tell apart, in an order that also keeps them apart in grey.
var palette = []string{"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"}

const (
	trainingColor   = "#0072B2"
	validationColor = "#D55E00"
	runningColor    = "#56B4E9"
	rightColor      = "#0072B2"
	wrongColor      = "#D55E00"

	// Fields of a table go from a pale colour to a full one; onPale and onDark are read
	// on them.
	paleBlue   = "#E3EFF7"
	paleOrange = "#FBE7DA"
	onPale     = "#222222"
	onDark     = "#FFFFFF"

	// fromFull is how far from pale to full onDark has a contrast of 3 to 1.
	fromFull = 0.8

	// ink is a grey that can be read on white and on black, as a saved picture must.
	// JupyterLab's renderer replaces it by the text colour of the page's theme.
	ink = "#777777"
	// hairline is a grey for lines that should not be noticed.
	hairline = "rgba(128,128,128,0.25)"

	font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
)

// newOption returns an option with what all charts have in common: the theme and a
// title, a subtitle, and a description for screen readers.
func newOption(title, subtitle, description string) *option {
	return &option{
		Color:     palette,
		TextStyle: opts.TextStyle{FontFamily: font, Color: ink},
		Aria: opts.Aria{Enabled: opts.Bool(true), Label: &opts.AriaLabel{
			Enabled: opts.Bool(true), Description: description,
		}},
		Title: []opts.Title{{
			Title:         title,
			TitleStyle:    &opts.TextStyle{Color: ink, FontSize: 15, FontWeight: "bold"},
			Subtitle:      subtitle,
			SubtitleStyle: &opts.TextStyle{Color: ink, FontSize: 12},
			Left:          "10", Top: "4",
		}},
		// HTML in a tooltip could run a script, text drawn on the canvas can't.
		Tooltip: tooltip{RenderMode: "richText", Confine: true},
	}
}

// pixels is a length as go-echarts wants it.
func pixels(n int) string { return strconv.Itoa(n) }

package svg

import (
	"regexp"
	"strconv"
	"strings"

	"nnbook/kernel/internal/raster"
)

// wide is how much wider than Arial the fonts are that some systems take instead, such as
// DejaVu Sans: a picture is laid out before anybody knows what it will be shown in.
const wide = 1.15

// fontSize finds the size in a font, "bold 12px Arial".
var fontSize = regexp.MustCompile(`([\d.]+)px`)

// lineSign is what ECharts measures to know how high a line is.
const lineSign = "国"

// widthOf returns how many pixels ECharts is to keep free for a text.
func widthOf(text, font string) float64 {
	size := 12.0
	if found := fontSize.FindStringSubmatch(font); found != nil {
		if v, err := strconv.ParseFloat(found[1], 64); err == nil {
			size = v
		}
	}
	if text == lineSign {
		return size
	}
	return wide * size * raster.Width(text, strings.Contains(font, "bold"))
}

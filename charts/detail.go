package charts

import (
	"fmt"
	"slices"
	"strings"
)

// detail is what JupyterLab's renderer shows of an item that is clicked. Static
// pictures are without it.
type detail struct {
	Bars     [][2]any    `json:"bars,omitempty"` // a class and its probability
	Pictures []thumbnail `json:"pictures,omitempty"`
	Text     string      `json:"text,omitempty"`
}

// thumbnail is a picture with what is said about it.
type thumbnail struct {
	Image string `json:"image"`
	Name  string `json:"name"`
}

const (
	detailBars = 5  // of a detail
	mostListed = 12 // rows of a detail
)

// probable returns the bars of a row's most probable classes, nil for a row that has
// anything but numbers.
func probable(p Predictions, row int, names classNames) [][2]any {
	_, columns := p.Dims()
	if columns == 1 {
		q := p.At(row, 0)
		if !finite(q) {
			return nil
		}
		return [][2]any{{names.of(1), rounded4(q)}, {names.of(0), rounded4(1 - q)}}
	}
	classes := make([]int, columns)
	for c := range classes {
		if classes[c] = c; !finite(p.At(row, c)) {
			return nil
		}
	}
	slices.SortStableFunc(classes, func(a, b int) int {
		if p.At(row, a) > p.At(row, b) {
			return -1
		}
		return 1
	})
	var bars [][2]any
	for _, c := range classes[:min(detailBars, columns)] {
		bars = append(bars, [2]any{names.of(c), rounded4(p.At(row, c))})
	}
	return bars
}

// rounded4 is as fine as the renderer writes a probability.
func rounded4(p float64) float64 { return float64(int(p*1e4+0.5)) / 1e4 }

// listed names the first of some rows.
func listed(rows []int) string {
	var words []string
	for _, row := range rows[:min(mostListed, len(rows))] {
		words = append(words, fmt.Sprint(row))
	}
	text := "row "
	if len(rows) > 1 {
		text = "rows "
	}
	text += strings.Join(words, ", ")
	if more := len(rows) - mostListed; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

package svg

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// grid is several charts in rows.
type grid struct {
	columns int
	charts  []chart
}

const (
	maxCharts = 24
	gap       = 16 // pixels between charts
)

// parseGrid returns the charts that stand in an option in place of a chart's own parts,
// nil if there are none: {"columns": 2, "charts": [{"option": {…}, "width": 1, "height": 1}]}.
func parseGrid(option []byte) (*grid, error) {
	var parts struct {
		Columns int
		Charts  []struct {
			Option        json.RawMessage
			Width, Height int
		}
	}
	if err := json.Unmarshal(option, &parts); err != nil || len(parts.Charts) == 0 {
		return nil, nil // a chart that uses these names for something else
	}
	if n := len(parts.Charts); n > maxCharts {
		return nil, fmt.Errorf("a grid of %d charts, more than %d", n, maxCharts)
	}
	g := &grid{columns: min(max(parts.Columns, 1), len(parts.Charts))}
	for _, part := range parts.Charts {
		g.charts = append(g.charts, chart{part.Option, Size{part.Width, part.Height}.withDefaults()})
	}
	return g, nil
}

// layout returns where each column and each row begins, and at the end where the next
// one would.
func (g *grid) layout() (lefts, tops []int) {
	lefts, tops = make([]int, g.columns+1), make([]int, (len(g.charts)-1)/g.columns+2)
	for i, c := range g.charts {
		column, row := i%g.columns, i/g.columns
		lefts[column+1] = max(lefts[column+1], c.size.Width+gap)
		tops[row+1] = max(tops[row+1], c.size.Height+gap)
	}
	for _, places := range [][]int{lefts, tops} {
		for i := range places[1:] {
			places[i+1] += places[i]
		}
	}
	return lefts, tops
}

// root is the first tag of a picture, with the font that its texts have.
var root = regexp.MustCompile(`^<svg[^>]*?(?: style="([^"]*)")?>`)

// compose puts the pictures of the charts into one.
func (g *grid) compose(pictures []string) string {
	lefts, tops := g.layout()
	width, height := lefts[len(lefts)-1]-gap, tops[len(tops)-1]-gap
	var out strings.Builder
	fmt.Fprintf(&out, `<svg width="%d" height="%d" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 %[1]d %[2]d">`+"\n", width, height)
	for i, picture := range pictures {
		head := root.FindStringSubmatch(picture)
		body := strings.TrimSuffix(strings.TrimSpace(picture[len(head[0]):]), "</svg>")
		fmt.Fprintf(&out, `<g transform="translate(%d %d)" style="%s">%s</g>`+"\n", lefts[i%g.columns], tops[i/g.columns], head[1], body)
	}
	out.WriteString("</svg>")
	return out.String()
}

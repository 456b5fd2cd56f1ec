package result

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// grid is a matrix as gonum's, whose own words are the structure that holds it.
type grid interface {
	Dims() (rows, columns int)
	At(i, j int) float64
}

// edge is how many rows and columns are shown at each edge of a large matrix.
const edge = 4

// gridText returns a matrix as lines of aligned numbers. Of a large one the middle is
// left out.
func gridText(m grid) string {
	rows, columns := m.Dims()
	if rows == 0 || columns == 0 {
		return fmt.Sprintf("a matrix [%d × %d]", rows, columns)
	}
	var text strings.Builder
	lines := cellsOf(m, shownOf(rows), shownOf(columns))
	for i, line := range lines {
		left, right := "│", "│"
		switch {
		case len(lines) == 1:
			left, right = "[", "]"
		case i == 0:
			left, right = "⎡", "⎤"
		case i == len(lines)-1:
			left, right = "⎣", "⎦"
		}
		text.WriteString(left + strings.Join(line, "  ") + right + "\n")
	}
	if rows > 2*edge+1 || columns > 2*edge+1 {
		fmt.Fprintf(&text, "[%d × %d]\n", rows, columns)
	}
	return strings.TrimSuffix(text.String(), "\n")
}

// shownOf returns which of n rows or columns are shown; -1 stands for those between.
func shownOf(n int) (shown []int) {
	for i := range n {
		switch {
		case n <= 2*edge+1 || i < edge || i >= n-edge:
			shown = append(shown, i)
		case i == edge:
			shown = append(shown, -1)
		}
	}
	return shown
}

// cellsOf returns the numbers of the given rows and columns, each column of one width.
func cellsOf(m grid, rows, columns []int) [][]string {
	lines := make([][]string, len(rows))
	for _, j := range columns {
		width := 1
		for k, i := range rows {
			cell := "…"
			if i >= 0 && j >= 0 {
				cell = fmt.Sprintf("%.4g", m.At(i, j))
			}
			lines[k] = append(lines[k], cell)
			width = max(width, utf8.RuneCountInString(cell))
		}
		for _, line := range lines {
			last := &line[len(line)-1]
			*last = strings.Repeat(" ", width-utf8.RuneCountInString(*last)) + *last
		}
	}
	return lines
}

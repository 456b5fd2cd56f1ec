package nnlib

import (
	"fmt"
	"strings"
)

// table draws a summary's frame, as Keras does on a screen of 80 columns.
type table struct {
	widths []int // of the columns, without the frame and a space at each side
	heads  []string
	rows   [][]string
}

// newTable is for a model that is a chain, or for another, with a column that
// says what each layer is connected to; and with one that says whether it learns.
func newTable(chain, trainable bool) *table {
	heads := []string{"Layer (type)", "Output Shape", "Param #"}
	if !chain {
		heads = append(heads, "Connected to")
	}
	if trainable {
		heads = append(heads, "Trainable")
	}
	widths := [][]int{{31, 22, 13}, {19, 17, 10, 17}}
	if trainable {
		widths = [][]int{{27, 21, 10, 5}, {17, 15, 9, 14, 5}}
	}
	t := &table{widths: widths[0], heads: heads}
	if !chain {
		t.widths = widths[1]
	}
	return t
}

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

// String draws the table. Its head is in thick lines.
func (t *table) String() string {
	var text strings.Builder
	t.rule(&text, "┏━", "━┳━", "━┓", "━")
	t.cells(&text, t.heads, "┃")
	t.rule(&text, "┡━", "━╇━", "━┩", "━")
	for i, row := range t.rows {
		if i > 0 {
			t.rule(&text, "├─", "─┼─", "─┤", "─")
		}
		t.cells(&text, row, "│")
	}
	t.rule(&text, "└─", "─┴─", "─┘", "─")
	return text.String()
}

func (t *table) rule(text *strings.Builder, left, middle, right, line string) {
	parts := make([]string, len(t.widths))
	for i, width := range t.widths {
		parts[i] = strings.Repeat(line, width)
	}
	fmt.Fprintln(text, left+strings.Join(parts, middle)+right)
}

// cells writes a row, in as many lines as its longest cell needs.
func (t *table) cells(text *strings.Builder, row []string, edge string) {
	lines, height := make([][]string, len(t.widths)), 1
	for i, width := range t.widths {
		lines[i] = wrap(row[i], width)
		height = max(height, len(lines[i]))
	}
	for y := range height {
		parts := make([]string, len(t.widths))
		for i, width := range t.widths {
			cell := ""
			if y < len(lines[i]) {
				cell = lines[i][y]
			}
			parts[i] = align(cell, width, t.heads[i])
		}
		fmt.Fprintln(text, edge+" "+strings.Join(parts, " "+edge+" ")+" "+edge)
	}
}

// align fills a cell up with spaces, on the side that suits what stands there.
func align(cell string, width int, head string) string {
	spaces := width - len([]rune(cell))
	before := 0
	switch head {
	case "Param #":
		before = spaces
	case "Trainable":
		before = spaces / 2
	}
	return strings.Repeat(" ", before) + cell + strings.Repeat(" ", spaces-before)
}

// wrap breaks a cell into lines between words. A word that is longer than the
// column ends in an ellipsis. What the cell is indented by stays.
func wrap(cell string, width int) []string {
	var lines []string
	words := strings.Fields(cell)
	line := cell[:len(cell)-len(strings.TrimLeft(cell, " "))] + strings.Join(words[:min(1, len(words))], "")
	for _, word := range words[min(1, len(words)):] {
		if len([]rune(line+" "+word)) > width {
			lines = append(lines, line)
			line = word
			continue
		}
		line += " " + word
	}
	lines = append(lines, line)
	for i, line := range lines {
		if runes := []rune(line); len(runes) > width {
			lines[i] = string(runes[:width-1]) + "…"
		}
	}
	return lines
}

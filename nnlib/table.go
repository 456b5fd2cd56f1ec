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
// says what each layer is connected to.
func newTable(chain bool) *table {
	heads := []string{"Layer (type)", "Output Shape", "Param #", "Connected to"}
	if chain {
		return &table{widths: []int{31, 22, 13}, heads: heads[:3]}
	}
	return &table{widths: []int{19, 17, 10, 17}, heads: heads}
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
			parts[i] = pad(cell, width, t.heads[i] == "Param #")
		}
		fmt.Fprintln(text, edge+" "+strings.Join(parts, " "+edge+" ")+" "+edge)
	}
}

func pad(cell string, width int, right bool) string {
	spaces := strings.Repeat(" ", width-len([]rune(cell)))
	if right {
		return spaces + cell
	}
	return cell + spaces
}

// wrap breaks a cell into lines between words. A word that is longer than the
// column ends in an ellipsis.
func wrap(cell string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(cell) {
		if line != "" && len([]rune(line+" "+word)) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	lines = append(lines, line)
	for i, line := range lines {
		if runes := []rune(line); len(runes) > width {
			lines[i] = string(runes[:width-1]) + "…"
		}
	}
	return lines
}

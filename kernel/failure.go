package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"nnbook/kernel/internal/cell"
)

// failure is why a cell failed, as frontends show it: the content of an error message.
type failure struct {
	Name      string   `json:"ename"`
	Value     string   `json:"evalue"`
	Traceback []string `json:"traceback"`

	ran    bool // whether the cell compiled: its declarations are there
	unmade bool // whether a package-level var of the cell itself couldn't be made
}

// newFailure returns a failure that one sentence says all about.
func newFailure(name, value string) *failure {
	return &failure{Name: name, Value: value, Traceback: []string{red(value)}}
}

// reply returns the content of the reply to a cell that failed.
func (f *failure) reply(count int) map[string]any {
	return map[string]any{
		"status": "error", "execution_count": count, "ename": f.Name, "evalue": f.Value, "traceback": f.Traceback,
		"payload": []any{}, "user_expressions": struct{}{},
	}
}

// syntaxFailure returns the failure of a cell that doesn't parse.
func (k *kernel) syntaxFailure(t *turn, mistake *cell.SyntaxError) *failure {
	w := where{cell.Place{Line: mistake.Line, Column: mistake.Column}, 0, t.cell.Line(mistake.Line)}
	return &failure{Name: "SyntaxError", Value: mistake.Text, Traceback: w.show(mistake.Text + k.advise(mistake.Text, w))}
}

// where is a place in a cell.
type where struct {
	cell.Place        // column 0 for none
	number     int    // of the cell, 0 for the one that runs
	text       string // the line
}

// show returns a complaint about a place, the line and a caret under the column.
func (w where) show(complaint string) []string {
	lines := []string{red(complaint), w.String(), "    " + w.text}
	if w.Column > 0 {
		lines = append(lines, "    "+w.caret())
	}
	return lines
}

func (w where) String() string {
	if w.number > 0 {
		return fmt.Sprintf("line %d of cell [%d]", w.Line, w.number)
	}
	return fmt.Sprintf("line %d", w.Line)
}

// caret returns a caret with what goes before it on its line.
func (w where) caret() string {
	before := w.text[:min(w.Column-1, len(w.text))]
	var text strings.Builder
	for _, r := range before {
		switch {
		case r == '\t':
			text.WriteRune('\t')
		case r != utf8.RuneError:
			text.WriteByte(' ')
		}
	}
	return text.String() + "^"
}

// red colours text for frontends, which know a terminal's sequences.
func red(text string) string { return "\x1b[31m" + text + "\x1b[0m" }

package cell

import (
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// The package that shows a cell's last expression and heeds errors, and its name in
// programs.
const (
	resultPath = "nnbook/kernel/result"
	resultName = Reserved + "result"
)

// Reserved begins the names that programs use besides the cell's own.
const Reserved = "nnbook_"

// Program is what GoNB gets for a cell.
type Program struct {
	Code string

	cell  string // the source
	spans []span
}

// span is a stretch of the source that is in the code as it is.
type span struct{ source, code, length int }

// source returns where an offset of the code is in the source; for what was inserted,
// where the copy before it ends.
func (p Program) source(code int) int {
	best := 0
	for _, s := range p.spans {
		if s.code <= code {
			best = s.source + min(code-s.code, s.length)
		}
	}
	return best
}

// copied reports whether an offset of the code is in what was copied from the source.
func (p Program) copied(code int) bool {
	return slices.ContainsFunc(p.spans, func(s span) bool { return s.code <= code && code < s.code+s.length })
}

// Offset returns where an offset of the source is in the code.
func (p Program) Offset(source int) int {
	best := 0
	for _, s := range p.spans {
		if s.source <= source && source <= s.source+s.length {
			best = s.code + source - s.source
		}
	}
	return best
}

// Program returns the code for GoNB, in which what the cell's calls return is shown and
// heeded. A cell that isn't bare stays as it is.
func (c *Cell) Program(r Results) Program {
	var w writer
	if !c.Bare() {
		w.copy(c.source, 0, len(c.source))
		return w.program(c.source)
	}
	main, last := c.mainPieces()
	w.copy(c.source, 0, c.pieces[0].from) // which may be commands
	c.hoistImports(&w, r)
	at := c.pieces[0].from
	for i, p := range c.pieces {
		if i < main {
			continue
		}
		w.copy(c.source, at, p.from)
		if i == main {
			w.insert("func main() { " + c.preparation())
		}
		at = p.to
		switch {
		case !p.isStatement(): // goes below
			w.copyLines(c.source, p.from, p.to)
		case i == last && c.isMuted(p):
			w.insert("_ = ")
			w.copy(c.source, p.from, p.to)
		case i == last && r.shows(p):
			w.insert(resultName + ".Show(")
			c.copyHeeding(&w, p, r)
			w.insert(")")
		default:
			c.copyStatement(&w, p, r)
		}
	}
	w.copy(c.source, at, len(c.source))
	w.insert("\n}\n")
	for i, p := range c.pieces {
		if i > main && !p.isStatement() && p.kind != token.IMPORT {
			w.copy(c.source, p.doc, p.to)
			w.insert("\n")
		}
	}
	return w.program(c.source)
}

// mainPieces returns the indices of the first statement and of the last piece.
func (c *Cell) mainPieces() (first, last int) {
	for !c.pieces[first].isStatement() {
		first++
	}
	return first, len(c.pieces) - 1
}

// copyStatement copies a statement; the variables that it declares count as used, as
// in an interpreter.
func (c *Cell) copyStatement(w *writer, p piece, r Results) {
	if strings.HasPrefix(c.source[p.from:], "package") && aloneOnLine(c.source, p.from) {
		w.insert(" ") // GoNB drops lines that start with it
	}
	c.copyHeeding(w, p, r)
	for _, name := range p.declares(c.text) {
		w.insert("; _ = " + name)
	}
}

// preparation returns what is done first for a cell that is given arguments, and for one
// that reads input.
func (c *Cell) preparation() (code string) {
	if c.Has("%args") {
		code += "flag.Parse(); "
	}
	if c.ReadsInput() {
		code += endInput
	}
	return code
}

// hoistImports puts the imports above that stand below what they must stand above, and
// those of what the kernel adds, without a new line.
func (c *Cell) hoistImports(w *writer, r Results) {
	if r.Shown || len(r.Errors) > 0 {
		w.insert("import " + resultName + " " + strconv.Quote(resultPath) + "; ")
	}
	if c.ReadsInput() {
		w.insert("import " + osName + " \"os\"; ")
	}
	main, _ := c.mainPieces()
	for _, p := range c.pieces[main:] {
		for _, spec := range importSpecs(c.text, p) {
			w.insert("import ")
			w.copy(c.source, spec.from, spec.to)
			w.insert("; ")
		}
	}
}

// importSpecs returns where the imports of a piece are, each a name, if any, and a path.
func importSpecs(text string, p piece) (specs []extent) {
	if p.kind != token.IMPORT {
		return nil
	}
	const head = "package p;"
	for _, e := range extents(head + text[p.from:p.to]) {
		specs = append(specs, extent{e.key, p.from + e.from - len(head), p.from + e.to - len(head)})
	}
	return specs
}

// writer puts a program together.
type writer struct {
	code  strings.Builder
	spans []span
}

func (w *writer) insert(text string) { w.code.WriteString(text) }

// copy copies source[from:to].
func (w *writer) copy(source string, from, to int) {
	if from < to {
		w.spans = append(w.spans, span{from, w.code.Len(), to - from})
		w.code.WriteString(source[from:to])
	}
}

// copyLines copies the ends of the lines of source[from:to].
func (w *writer) copyLines(source string, from, to int) {
	for i := from; i < to; i++ {
		if source[i] == '\n' {
			w.copy(source, i, i+1)
		}
	}
}

func (w *writer) program(source string) Program {
	return Program{Code: w.code.String(), cell: source, spans: w.spans}
}

// Text returns the code with blanks in place of commands: Go, at the same offsets.
func (p Program) Text() string {
	_, _, blanked := takeCommands(p.Code)
	return blanked
}

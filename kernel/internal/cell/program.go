package cell

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// The package that shows a cell's last expression, and its name in programs.
const (
	resultPath = "nnbook/kernel/result"
	resultName = "nnbook_result"
)

// Program is what GoNB gets for a cell.
type Program struct {
	Code string

	spans []span
	lines []int // of the source, for each of the code's
}

// span is a stretch of the source that is in the code as it is.
type span struct{ source, code, length int }

// Line returns the line of the source that a line of the code stems from, both from 1.
func (p Program) Line(n int) int {
	return p.lines[min(max(n, 1), len(p.lines))-1]
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

// Program returns the code for GoNB. With echo, the last expression is shown as the
// cell's result; it must have a value then. A cell that isn't bare stays as it is.
func (c *Cell) Program(echo bool) Program {
	var w writer
	if !c.Bare() {
		w.copy(c.source, 0, len(c.source))
		return w.program(c.source)
	}
	main, last := c.mainPieces()
	w.copy(c.source, 0, c.pieces[0].from) // which may be commands
	w.insert(c.hoistedImports(echo))
	at := c.pieces[0].from
	for i, p := range c.pieces {
		if i < main {
			continue
		}
		w.copy(c.source, at, p.from)
		if i == main {
			w.insert("func main() { " + c.parseFlags())
		}
		at = p.to
		switch {
		case !p.isStatement(): // goes below
			w.copyLines(c.source, p.from, p.to)
		case i == last && echo:
			w.insert(resultName + ".Show(")
			w.copy(c.source, p.from, p.to)
			w.insert(")")
		default:
			c.copyStatement(&w, p)
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
func (c *Cell) copyStatement(w *writer, p piece) {
	if strings.HasPrefix(c.source[p.from:], "package") && aloneOnLine(c.source, p.from) {
		w.insert(" ") // GoNB drops lines that start with it
	}
	w.copy(c.source, p.from, p.to)
	for _, name := range p.declares(c.text) {
		w.insert("; _ = " + name)
	}
}

// parseFlags returns a call for a cell that is given arguments, or "".
func (c *Cell) parseFlags() string {
	if c.Has("%args") {
		return "flag.Parse(); "
	}
	return ""
}

// hoistedImports returns the imports that stand below what they must stand above, in
// one line, and that of the package that shows results.
func (c *Cell) hoistedImports(echo bool) string {
	var text strings.Builder
	if echo {
		text.WriteString("import " + resultName + " " + strconv.Quote(resultPath) + "; ")
	}
	main, _ := c.mainPieces()
	for _, p := range c.pieces[main:] {
		for _, spec := range importSpecs(c.text, p) {
			text.WriteString("import " + spec + "; ")
		}
	}
	return text.String()
}

// importSpecs returns the imports of a piece, each as a name, if any, and a path.
func importSpecs(text string, p piece) (specs []string) {
	if p.kind != token.IMPORT {
		return nil
	}
	for _, declaration := range parseDeclarations(text[p.from:p.to]) {
		general, ok := declaration.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range general.Specs {
			if s, ok := spec.(*ast.ImportSpec); ok {
				specs = append(specs, importText(s))
			}
		}
	}
	return specs
}

func importText(s *ast.ImportSpec) string {
	if s.Name != nil {
		return s.Name.Name + " " + s.Path.Value
	}
	return s.Path.Value
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

// program finishes the program. A line of which nothing stems from the source counts
// as the line before.
func (w *writer) program(source string) Program {
	p := Program{Code: w.code.String(), spans: w.spans}
	offset, line, next := 0, 1, 0
	for text := range strings.SplitSeq(p.Code, "\n") {
		end := offset + len(text)
		for next < len(w.spans) && w.spans[next].code+w.spans[next].length <= offset && next+1 < len(w.spans) {
			next++
		}
		if next < len(w.spans) {
			if s := w.spans[next]; s.code <= end {
				line, _ = position(source, s.source+max(0, offset-s.code))
			}
		}
		p.lines = append(p.lines, line)
		offset = end + 1
	}
	return p
}

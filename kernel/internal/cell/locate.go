package cell

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// GoNB moves declarations about: it writes a file of all that it knows, sorted, and the
// compiler speaks of that file's lines. But it copies each declaration as it is; so a
// place is found again by the declaration that it is in, and how far from its start.

// Place is a line and a column of a cell's source, both from 1.
type Place struct{ Line, Column int }

// Spot is a place relative to a declaration.
type Spot struct {
	Key    string // as in [Declaration], or "main"
	offset int    // from the declaration's start
}

// Find returns the spot of a place in a file that GoNB wrote; column 0 means the line's
// first token.
func Find(file string, line, column int) (Spot, bool) {
	offset := offsetOf(file, line, column)
	if offset < 0 {
		return Spot{}, false
	}
	for _, e := range extents(file) {
		if e.from <= offset && offset <= e.to {
			return Spot{e.key, offset - e.from}, true
		}
	}
	return Spot{}, false
}

// Locate returns where a spot is in the source of the cell that a program was made of.
func (p Program) Locate(spot Spot) (Place, bool) {
	const head = "package main;"
	view := p.view()
	for _, e := range extents(head + view.Code) {
		if e.key == spot.Key {
			return p.placeOf(view, e.from+spot.offset-len(head)), true
		}
	}
	return Place{}, false
}

// LocateDirectly returns the place of one in a file that holds nothing but the cell, as
// GoNB writes it to see whether it parses.
func (p Program) LocateDirectly(file string, line, column int) (Place, bool) {
	const head = "package main\n\n"
	view := p.view()
	rest, ok := strings.CutPrefix(file, head)
	if !ok || strings.TrimSpace(rest) != strings.TrimSpace(view.Code) {
		return Place{}, false
	}
	more := leadingSpace(rest) - leadingSpace(view.Code) // blank lines, that GoNB puts above or leaves out
	return p.placeOf(view, offsetOf(file, line, column)-len(head)-more), true
}

// leadingSpace returns how many bytes of white space a text begins with.
func leadingSpace(text string) int { return len(text) - len(strings.TrimLeft(text, " \t\n")) }

// placeOf returns the place in the source of an offset in the view of a program.
func (p Program) placeOf(view Program, offset int) Place {
	line, column := position(p.cell, p.source(view.source(offset)))
	return Place{line, column}
}

// view returns the program as GoNB writes it to a file: without commands, and with a
// main in place of %%. Its spans lead back to p.Code.
func (p Program) view() Program {
	var w writer
	offset, needsEnd, continued := 0, false, false
	for line := range strings.SplitAfterSeq(p.Code, "\n") {
		text := strings.TrimSuffix(line, "\n")
		command, isCommand := commandOf(text)
		first := word(command)
		switch {
		case continued:
			continued = strings.HasSuffix(text, `\`)
		case isCommand && (first == "%%" || first == "%main"):
			w.insert("func main() {\n\tflag.Parse()\n")
			needsEnd = true
		case isCommand:
			continued = strings.HasSuffix(text, `\`)
		case strings.HasPrefix(text, "package"):
		default:
			w.copy(p.Code, offset, offset+len(line))
		}
		offset += len(line)
	}
	w.insert("\n")
	if needsEnd {
		w.insert("\n}\n")
	}
	return w.program(p.Code)
}

// offsetOf returns the offset of a place in a text, or -1 if it has no such line.
func offsetOf(text string, line, column int) int {
	offset := 0
	for ; line > 1; line-- {
		next := strings.IndexByte(text[offset:], '\n')
		if next < 0 {
			return -1
		}
		offset += next + 1
	}
	rest, _, _ := strings.Cut(text[offset:], "\n")
	if column < 1 {
		return offset + len(rest) - len(strings.TrimLeft(rest, " \t"))
	}
	return offset + min(column-1, len(rest))
}

func importText(s *ast.ImportSpec) string {
	if s.Name != nil {
		return s.Name.Name + " " + s.Path.Value
	}
	return s.Path.Value
}

// extent is where a declaration is in a file.
type extent struct {
	key      string
	from, to int
}

// extents returns where the declarations of a file are, as far as it parses.
func extents(text string) (all []extent) {
	file, _ := parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution)
	if file == nil {
		return nil
	}
	note := func(key string, n ast.Node) {
		all = append(all, extent{key, int(n.Pos()) - 1, int(n.End()) - 1})
	}
	for _, declaration := range file.Decls {
		general, ok := declaration.(*ast.GenDecl)
		if !ok {
			for _, key := range keys(declaration) { // none where it isn't right
				note(key, declaration)
			}
			continue
		}
		for _, spec := range general.Specs {
			switch s := spec.(type) {
			case *ast.ImportSpec:
				note("import "+importText(s), s)
			case *ast.TypeSpec:
				note(s.Name.Name, s)
			case *ast.ValueSpec:
				note(s.Names[0].Name, s)
			}
		}
	}
	return all
}

// ForHelp returns the cell as a program that a tool for Go understands, and where an
// offset of the source is in it. The program may be as unfinished as the cell.
func (c *Cell) ForHelp(offset int) (text string, at int) {
	program := c.Program(Results{})
	view := program.view()
	return view.Code, view.Offset(program.Offset(min(offset, len(c.source))))
}

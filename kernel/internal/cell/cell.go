package cell

import (
	"go/scanner"
	"slices"
	"strings"
)

// Cell is a cell taken apart.
type Cell struct {
	source   string // as it came, tamed, with one kind of line end
	text     string // the source with blanks for commands
	commands []string
	own      []string
	form     form
	pieces   []piece

	depth, lowest int // of brackets, at the end and at the least
	problems      scanner.ErrorList
}

// Parse takes a cell apart, whatever it holds.
func Parse(source string) *Cell {
	source = strings.ToValidUTF8(source, "?") // or tokens have other lengths
	source = strings.ReplaceAll(strings.ReplaceAll(source, "\r\n", "\n"), "\r", " ")
	c := new(Cell)
	c.source, c.own = tame(source)
	c.commands, c.form, c.text = takeCommands(c.source)
	if c.form == foreign {
		return c
	}
	s := split(c.text)
	c.pieces, c.depth, c.lowest, c.problems = s.pieces, s.depth, s.lowest, s.problems
	if slices.ContainsFunc(c.pieces, func(p piece) bool { return p.name == "main" }) {
		c.form = explicit
	}
	c.settle()
	if c.Bare() {
		c.source, c.text = blankAt(c.source, s.stray), blankAt(c.text, s.stray)
	}
	return c
}

// blankAt returns text with blanks at the given offsets.
func blankAt(text string, offsets []int) string {
	changed := []byte(text)
	for _, at := range offsets {
		changed[at] = ' '
	}
	return string(changed)
}

// Bare reports whether the cell holds statements outside of functions, for which
// [Cell.Program] makes a main.
func (c *Cell) Bare() bool {
	return c.form == plain && slices.ContainsFunc(c.pieces, piece.isStatement)
}

// OnlyDeclares reports whether all that runs of the cell is the making of its vars.
func (c *Cell) OnlyDeclares() bool { return c.form == plain && !c.Bare() }

// IsEmpty reports whether there is nothing to run.
func (c *Cell) IsEmpty() bool {
	return c.form == plain && len(c.pieces) == 0 && len(c.commands) == 0 && len(c.problems) == 0
}

// IsGo reports whether the cell is Go rather than a script or a file to write.
func (c *Cell) IsGo() bool { return c.form != foreign }

// Commands returns the cell's commands for GoNB or the shell, in order, such as
// "%env A=1" or "!ls". A cell that isn't Go has one, on its first line.
func (c *Cell) Commands() []string { return c.commands }

// Own returns the cell's commands for the kernel, which are no part of its program.
func (c *Cell) Own() []string { return c.own }

// Has reports whether one of the cell's commands begins with the given word.
func (c *Cell) Has(name string) bool {
	return slices.ContainsFunc(c.commands, func(command string) bool { return word(command) == name })
}

// Line returns a line of the source, from 1, or "".
func (c *Cell) Line(n int) string {
	lines := strings.Split(c.source, "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return lines[n-1]
}

package cell

import (
	"slices"
	"strings"
)

// Prints reports whether a statement of a bare cell is a call of Go's own print or
// println, which write addresses for most values, and to stderr.
func (c *Cell) Prints() bool {
	return c.Bare() && slices.ContainsFunc(c.pieces, func(p piece) bool {
		text := c.text[p.from:p.to]
		return p.isStatement() && (strings.HasPrefix(text, "print(") || strings.HasPrefix(text, "println("))
	})
}

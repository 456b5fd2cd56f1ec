package cell

import (
	"regexp"
	"strings"
)

// Question is what a cell asks that is nothing but a name with question marks before or
// after it, as in IPython.
type Question struct {
	Expression string
	Source     bool // whether there are two question marks, which ask for the source
}

var question = regexp.MustCompile(`^(\?{0,2})\s*([\pL_][\pL\pN_.]*[\pL\pN_]|[\pL_])\s*(\?{0,2})$`)

// Question returns what the cell asks, and whether it asks anything.
func (c *Cell) Question() (q Question, ok bool) {
	parts := question.FindStringSubmatch(strings.TrimSpace(c.source))
	if parts == nil || (parts[1] == "") == (parts[3] == "") {
		return q, false
	}
	return Question{parts[2], len(parts[1]+parts[3]) == 2}, true
}

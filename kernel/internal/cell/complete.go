package cell

import (
	"strings"
)

// Status says whether a cell is ready to run.
type Status string

// What [Cell.Status] returns, in the words of Jupyter's protocol.
const (
	Complete   Status = "complete"
	Incomplete Status = "incomplete"
	Invalid    Status = "invalid"
)

// Status returns whether the cell is ready to run, and for an incomplete one how far
// its next line is to be indented.
func (c *Cell) Status() (Status, string) {
	if _, asks := c.Question(); asks || c.form == foreign {
		return Complete, ""
	}
	if c.lowest < 0 {
		return Invalid, ""
	}
	if open := max(c.depth, 0) + c.unterminated(); open > 0 {
		return Incomplete, strings.Repeat("\t", open)
	}
	if len(c.problems) > 0 {
		return Invalid, ""
	}
	mistake := c.Check()
	if mistake == nil {
		return Complete, ""
	}
	end, column := position(c.source, len(strings.TrimRight(c.source, " \t\n")))
	if mistake.Line > end || mistake.Line == end && mistake.Column >= column {
		return Incomplete, ""
	}
	return Invalid, ""
}

// unterminated returns 1 if a raw string or a comment is open at the end.
func (c *Cell) unterminated() int {
	for _, p := range c.problems {
		if strings.Contains(p.Msg, "raw string literal not terminated") || strings.Contains(p.Msg, "comment not terminated") {
			return 1
		}
	}
	return 0
}

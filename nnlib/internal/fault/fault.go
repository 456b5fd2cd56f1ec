// Package fault holds the error that people meet: it says who speaks, what was
// expected, what came and what to write instead. It crosses the wire between a
// cell and the engine unchanged; nnlib exports it as nnlib.Error.
package fault

import (
	"fmt"
	"strings"
)

// Error is a mistake that its reader can mend.
type Error struct {
	Who      string // who speaks: a function, a layer or a model, such as `Fit of model "mnist"`
	Expected string // what was expected, such as "labels from 0 to 9"; may be empty
	Got      string // what came, such as "12 in row 7"
	Fix      string // what to do, as a line to write where there is one
}

// Error says it in one or two lines: "who: expected …, got …" and "fix: …".
func (e *Error) Error() string {
	var text strings.Builder
	text.WriteString(e.Who)
	switch {
	case e.Expected != "" && e.Got != "":
		fmt.Fprintf(&text, ": expected %s, got %s", e.Expected, e.Got)
	case e.Expected != "":
		fmt.Fprintf(&text, ": expected %s", e.Expected)
	default:
		fmt.Fprintf(&text, ": %s", e.Got)
	}
	if e.Fix != "" {
		fmt.Fprintf(&text, "\n  fix: %s", e.Fix)
	}
	return text.String()
}

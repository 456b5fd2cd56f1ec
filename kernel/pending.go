package main

import (
	"regexp"
	"strings"
)

// pending is what a turn printed that can't be handed on yet.
type pending struct {
	rest     string // the start of a mark whose end is still to come
	inResult bool   // between the marks around a result
	result   string // its text so far
	drawing  bool   // between the marks around displays that are the result

	crash  strings.Builder // what may be the last words of Go's runtime
	ending string          // what GoNB says of how the cell's process ended
}

var (
	// The first words of Go's runtime when a program crashes.
	crashes = regexp.MustCompile(`(?m)^(panic: |fatal error: |runtime: |unexpected fault address |SIG[A-Z]+: )`)

	// What GoNB prints when a process ends badly.
	endings = regexp.MustCompile(`^(\^C\n)?((exit status \d+|signal: [a-z ]+)( \(core dumped\))?)\n$`)
)

// mostHeld is how many bytes the last words of Go's runtime may have.
const mostHeld = 4 << 20

// hold keeps back what may belong to a failure and returns the rest of what was printed
// on stderr.
func (p *pending) hold(text string) string {
	if endings.MatchString(text) {
		before := p.ending
		p.ending = text
		return before
	}
	text, p.ending = p.ending+text, ""
	if p.crash.Len() > 0 {
		p.crash.WriteString(text)
		if p.crash.Len() <= mostHeld {
			return ""
		}
		text = p.crash.String()
		p.crash.Reset()
		return text
	}
	at := crashes.FindStringIndex(text)
	if at == nil {
		return text
	}
	p.crash.WriteString(text[at[0]:])
	return text[:at[0]]
}

// release returns what GoNB said of how a process ended that wasn't the cell's: something
// was printed after it.
func (p *pending) release() (ending string) {
	ending, p.ending = p.ending, ""
	return ending
}

// held returns what was kept back and is no part of a failure.
func (p *pending) held() string { return p.crash.String() + p.ending }

package main

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// screen is what a terminal shows of the text written to it, as far as single
// lines are redrawn: carriage returns, backspaces and erased line ends.
type screen struct {
	ended  strings.Builder // lines that a newline ended
	line   []glyph         // the line under the cursor
	column int
	styles string // escape sequences that wait for the next character
}

// glyph is a character and the escape sequences that come before it.
type glyph struct {
	styles string
	char   rune
}

const controlSequence = `\x1b\[[0-9;?]*[ -/]*[@-~]`

var (
	anyControl  = regexp.MustCompile(controlSequence)
	nextControl = regexp.MustCompile("^" + controlSequence)
)

// screenText returns what remains of text on a terminal's screen.
func screenText(text string) string {
	if !strings.ContainsAny(text, "\r\b\x1b") {
		return text
	}
	var s screen
	s.write(text)
	return s.ended.String() + s.current()
}

func (s *screen) write(text string) {
	for text != "" {
		if sequence := nextControl.FindString(text); sequence != "" {
			s.control(sequence)
			text = text[len(sequence):]
			continue
		}
		char, size := utf8.DecodeRuneInString(text)
		s.put(char)
		text = text[size:]
	}
}

func (s *screen) put(char rune) {
	switch char {
	case '\r':
		s.column = 0
	case '\b':
		s.column = max(0, s.column-1)
	case '\n':
		s.ended.WriteString(s.current() + "\n")
		s.line, s.column, s.styles = nil, 0, ""
	default:
		g := glyph{s.styles, char}
		s.styles = ""
		if s.column < len(s.line) {
			s.line[s.column] = g
		} else {
			s.line = append(s.line, g)
		}
		s.column++
	}
}

// control carries out an erased line and keeps every other escape sequence.
func (s *screen) control(sequence string) {
	switch sequence {
	case "\x1b[K", "\x1b[0K":
		s.line = s.line[:min(s.column, len(s.line))]
	case "\x1b[2K":
		s.line = s.line[:0]
		for range s.column {
			s.line = append(s.line, glyph{"", ' '})
		}
	default:
		s.styles += sequence
	}
}

// current is the line under the cursor.
func (s *screen) current() string {
	var text strings.Builder
	for _, g := range s.line {
		text.WriteString(g.styles)
		text.WriteRune(g.char)
	}
	return text.String() + s.styles
}

// plain removes escape sequences.
func plain(text string) string {
	return anyControl.ReplaceAllString(text, "")
}

package cell

import (
	"errors"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"strings"
)

// SyntaxError is a mistake at a place of the cell, line and column from 1.
type SyntaxError struct {
	Line, Column int
	Text         string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Text) }

// Check returns the first mistake that the parser finds in a bare cell, or nil. Other
// cells are left to GoNB.
func (c *Cell) Check() *SyntaxError {
	if !c.Bare() {
		return nil
	}
	for _, p := range c.pieces {
		if p.kind == token.PACKAGE {
			return c.mistake(p.from, "a cell has no package clause: it is package main")
		}
	}
	const head = "package main;"
	program := c.Program(Results{})
	_, err := parser.ParseFile(token.NewFileSet(), "", head+program.Text(), parser.SkipObjectResolution)
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return nil
	}
	at, text := list[0].Pos.Offset-len(head), list[0].Msg
	if !program.copied(at) { // the brace that ends main
		text = strings.Replace(text, "found '}'", "found the cell's end", 1)
	}
	return c.mistake(program.source(at), text)
}

// mistake returns a mistake at an offset of the source.
func (c *Cell) mistake(offset int, text string) *SyntaxError {
	line, column := position(c.source, offset)
	return &SyntaxError{line, column, text}
}

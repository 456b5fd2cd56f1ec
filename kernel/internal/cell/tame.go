package cell

import (
	"go/scanner"
	"go/token"
	"strings"
)

// tame returns a source of the same length without what ends GoNB or is lost on it:
// a //line directive, after which it looks for lines that aren't there, a command
// without a word, and the commands of the kernel's own, which it returns as well.
func tame(source string) (tamed string, own []string) {
	if _, f, _ := takeCommands(source); f == foreign {
		return source, nil
	}
	text := []byte(source)
	offset := 0
	for line := range strings.SplitSeq(source, "\n") {
		command, ok := commandOf(line)
		isOwn := word(command) == ownCommand
		if isOwn {
			own = append(own, command)
		}
		if ok && (isOwn || strings.Trim(command[1:], " \t\\") == "") {
			copy(text[offset:], "//"+blank(line)[2:])
		}
		offset += len(line) + 1
	}
	_, _, goText := takeCommands(string(text))
	scan(goText, scanner.ScanComments, func(at int, kind token.Token, literal string) {
		if kind == token.COMMENT && (strings.HasPrefix(literal, "//line ") || strings.HasPrefix(literal, "/*line ")) {
			text[at+2] = 'L'
		}
	})
	return string(text), own
}

// ownCommand is the command that the kernel obeys itself.
const ownCommand = "%nn"

// scan calls f for each token of source, its end included, and returns the errors.
func scan(source string, mode scanner.Mode, f func(at int, kind token.Token, literal string)) (errors scanner.ErrorList) {
	file := token.NewFileSet().AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, []byte(source), func(at token.Position, problem string) {
		at.Line, at.Column = position(source, at.Offset) // whatever //line says
		errors.Add(at, problem)
	}, mode)
	for {
		at, kind, literal := s.Scan()
		f(file.Offset(at), kind, literal)
		if kind == token.EOF {
			return errors
		}
	}
}

// position returns the line and column of an offset, both from 1.
func position(source string, offset int) (line, column int) {
	before := source[:min(offset, len(source))]
	return 1 + strings.Count(before, "\n"), len(before) - strings.LastIndexByte(before, '\n')
}

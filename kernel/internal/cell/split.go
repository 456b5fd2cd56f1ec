package cell

import (
	"go/scanner"
	"go/token"
	"strings"
)

// piece is a declaration or a statement at the cell's top level.
type piece struct {
	doc, from, to int         // offsets: of the comment above it, of its first token, past its last
	kind          token.Token // IMPORT, CONST, TYPE, VAR, FUNC, PACKAGE, or ILLEGAL for a statement
	name          string      // of a FUNC without receiver
	silenced      bool        // whether a semicolon follows it in the source
}

func (p piece) isStatement() bool { return p.kind == token.ILLEGAL }

// splitter cuts a source at the semicolons outside brackets, written or implied.
type splitter struct {
	source   string
	pieces   []piece
	stray    []int             // the semicolons that end no piece
	depth    int               // of brackets: above zero where some are left open
	lowest   int               // below zero if some are closed that never opened
	problems scanner.ErrorList // of the scanner

	piece                // the one at hand
	tokens []token.Token // of it
	names  []string      // beside tokens: the literal of each
	header bool          // whether it is in the header of an if, a for or a switch, which has semicolons of its own
	opens  bool          // whether the next brace belongs to an expression or a type in a header
	noted  int           // where the last comment before it ends
}

// split cuts Go source into pieces.
func split(source string) *splitter {
	s := &splitter{source: source}
	s.reset()
	s.problems = scan(source, scanner.ScanComments, s.take)
	return s
}

func (s *splitter) reset() {
	s.piece = piece{doc: -1, from: -1, kind: token.ILLEGAL}
	s.tokens, s.names, s.header, s.opens, s.noted = nil, nil, false, false, 0
}

// take takes the next token.
func (s *splitter) take(at int, kind token.Token, literal string) {
	switch {
	case kind == token.COMMENT:
		s.note(at, literal)
		return
	case kind == token.EOF, kind == token.SEMICOLON && s.depth <= 0 && !(s.header && literal == ";"):
		if s.from < 0 && literal == ";" {
			s.stray = append(s.stray, at)
		}
		s.end(literal == ";")
		return
	}
	if s.from < 0 {
		s.start(at)
	}
	if s.depth == 0 {
		s.follow(kind)
	}
	switch kind {
	case token.LPAREN, token.LBRACE, token.LBRACK:
		s.depth++
	case token.RPAREN, token.RBRACE, token.RBRACK:
		s.depth--
		s.lowest = min(s.lowest, s.depth)
	}
	s.tokens, s.names = append(s.tokens, kind), append(s.names, literal)
	if literal == "" {
		literal = kind.String()
	}
	if kind != token.SEMICOLON || literal == ";" {
		s.to = at + len(literal)
	}
}

// follow follows where headers begin and end.
func (s *splitter) follow(kind token.Token) {
	switch kind {
	case token.IF, token.FOR, token.SWITCH:
		s.header = true
	case token.FUNC, token.STRUCT, token.INTERFACE:
		s.opens = s.header
	case token.LBRACE:
		s.header, s.opens = s.header && s.opens, false
	}
}

// note notes a comment between pieces: it may be the next one's.
func (s *splitter) note(at int, literal string) {
	if s.from >= 0 {
		return
	}
	if s.doc < 0 || blankLineIn(s.source[s.noted:at]) || !aloneOnLine(s.source, s.doc) {
		s.doc = at
	}
	s.noted = at + len(literal)
}

// start starts a piece; the comment right above belongs to it.
func (s *splitter) start(at int) {
	s.from = at
	if s.doc < 0 || strings.Count(s.source[s.noted:at], "\n") != 1 || !aloneOnLine(s.source, s.doc) {
		s.doc = at
	}
}

// end ends a piece, if one has begun.
func (s *splitter) end(silenced bool) {
	if s.from < 0 {
		return // keep the comments seen so far
	}
	s.kind, s.name = classify(s.tokens, s.names)
	s.silenced = silenced
	s.pieces = append(s.pieces, s.piece)
	s.reset()
}

func blankLineIn(text string) bool { return strings.Count(text, "\n") > 1 }

// aloneOnLine reports whether nothing but blanks precedes an offset on its line.
func aloneOnLine(source string, at int) bool {
	line := source[1+strings.LastIndexByte(source[:at], '\n') : at]
	return strings.TrimSpace(line) == ""
}

// classify returns what a piece declares, or ILLEGAL for a statement, and a function's
// name. A function literal that is called is a statement.
func classify(tokens []token.Token, names []string) (token.Token, string) {
	switch tokens[0] {
	case token.IMPORT, token.TYPE, token.CONST, token.VAR, token.PACKAGE:
		return tokens[0], ""
	case token.FUNC:
		if len(tokens) > 2 && tokens[1] == token.IDENT {
			return token.FUNC, names[1]
		}
		i := pastParentheses(tokens, 1)
		if i > 1 && i+1 < len(tokens) && tokens[i] == token.IDENT && tokens[i+1] == token.LPAREN {
			return token.FUNC, ""
		}
	}
	return token.ILLEGAL, ""
}

// pastParentheses returns the index after the parenthesis that closes the one at i.
func pastParentheses(tokens []token.Token, i int) int {
	for depth := 0; i < len(tokens); i++ {
		switch tokens[i] {
		case token.LPAREN:
			depth++
		case token.RPAREN:
			depth--
		}
		if depth == 0 {
			return i + 1
		}
	}
	return i
}

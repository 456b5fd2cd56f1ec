package main

import (
	"encoding/json"
	"go/scanner"
	"go/token"
	"strings"
)

// answerIsComplete says whether code is ready to run, for frontends in a terminal:
// GoNB leaves the request without an answer.
func (k *kernel) answerIsComplete(r request) {
	var content struct {
		Code string `json:"code"`
	}
	if err := json.Unmarshal(r.Content, &content); err != nil {
		logf("is_complete_request: %v", err)
	}
	reply := map[string]any{"status": "complete"}
	if depth := openBrackets(content.Code); depth > 0 {
		reply = map[string]any{"status": "incomplete", "indent": strings.Repeat("\t", depth)}
	}
	k.answer(r, "is_complete_reply", reply)
}

// openBrackets returns how many brackets of Go code are still open at its end; an open
// raw string or comment counts as one. It says nothing about what the compiler thinks.
func openBrackets(code string) int {
	depth := 0
	unfinished := func(_ token.Position, problem string) {
		if strings.Contains(problem, "not terminated") && !strings.Contains(problem, "rune") {
			depth++
		}
	}
	files := token.NewFileSet()
	var s scanner.Scanner
	s.Init(files.AddFile("", -1, len(code)), []byte(code), unfinished, 0)
	for {
		switch _, kind, _ := s.Scan(); kind {
		case token.LPAREN, token.LBRACE, token.LBRACK:
			depth++
		case token.RPAREN, token.RBRACE, token.RBRACK:
			depth--
		case token.EOF:
			return max(depth, 0)
		}
	}
}

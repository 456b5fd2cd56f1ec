package main

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"

	"nnbook/kernel/internal/cell"
	"nnbook/kernel/internal/lsp"
)

// answerInspect says what is at the cursor: its signature and documentation and, asked
// for more, its source.
func (k *kernel) answerInspect(r request) {
	var content struct {
		Code   string `json:"code"`
		Cursor int    `json:"cursor_pos"`
		Detail int    `json:"detail_level"`
	}
	if err := r.ReadContent(&content); err != nil {
		logf("%v", err)
	}
	q := newQuestion(content.Code, content.Cursor)
	go k.whileBusy(r.Message, func() {
		data := map[string]string{}
		if text := k.inspect(q, content.Detail > 0); text != "" {
			data = described(text)
		}
		k.answerNow(r, "inspect_reply", map[string]any{
			"status": "ok", "found": len(data) > 0, "data": data, "metadata": struct{}{},
		})
	})
}

// page has the frontend show what an expression is, for a cell such as "strings.Cut?",
// and its source for two question marks.
func (k *kernel) page(t *turn, asked cell.Question) *failure {
	text := k.inspect(newQuestion(asked.Expression, len(asked.Expression)), asked.Source)
	if text == "" {
		return newFailure("UnknownName", "nothing is known of "+asked.Expression)
	}
	t.pages = append(t.pages, map[string]any{"source": "page", "data": described(text), "start": 0})
	return nil
}

// described returns a description for frontends with and without Markdown.
func described(markdown string) map[string]string {
	var plain []string
	for line := range strings.SplitSeq(markdown, "\n") {
		if !strings.HasPrefix(line, "```") && line != "---" {
			plain = append(plain, line)
		}
	}
	text := strings.ReplaceAll(strings.Join(plain, "\n"), "\n\n\n", "\n\n")
	return map[string]string{"text/markdown": markdown, "text/plain": strings.Trim(text, "\n")}
}

// inspect returns a description of what is at the cursor, as Markdown, or "".
func (k *kernel) inspect(q question, source bool) (markdown string) {
	if !q.cell.IsGo() {
		return ""
	}
	text, at := k.program(q, q.subject())
	err := k.askGopls(func(ctx context.Context, server *lsp.Server) (err error) {
		markdown, err = server.Describe(ctx, text, at)
		if err != nil || !source || markdown == "" {
			return err
		}
		file, where, err := server.Definition(ctx, text, at)
		if code := declarationAt(file, where); code != "" {
			markdown += "\n\n```go\n" + code + "\n```"
		}
		return err
	})
	if err != nil {
		logf("inspecting: %v", err)
	}
	return markdown
}

// subject returns the offset of what the cursor is about: the identifier that it
// touches, else the function whose arguments it is among.
func (q question) subject() int {
	if r, _ := utf8.DecodeRuneInString(q.code[q.cursor:]); isLetter(r) {
		return q.cursor
	}
	depth := 0
	for at := q.cursor; at > 0; {
		r, size := utf8.DecodeLastRuneInString(q.code[:at])
		at -= size
		switch {
		case isLetter(r) && (depth < 0 || at+size == q.cursor):
			return at
		case r == ')' || r == ']' || r == '}':
			depth++
		case r == '(' || r == '[' || r == '{':
			depth--
		case depth < 0 && !unicode.IsSpace(r):
			depth = 0 // no call: brackets for something else
		}
	}
	return q.cursor
}

func isLetter(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// declarationAt returns the source of the declaration around an offset of a file.
func declarationAt(source string, offset int) string {
	file, _ := parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution|parser.ParseComments)
	if file == nil {
		return ""
	}
	for _, declaration := range file.Decls {
		from, to := int(declaration.Pos())-1, int(declaration.End())-1
		if from > offset || offset > to {
			continue
		}
		general, ok := declaration.(*ast.GenDecl)
		if !ok || !general.Lparen.IsValid() {
			return source[from:to]
		}
		for _, spec := range general.Specs {
			if int(spec.Pos())-1 <= offset && offset <= int(spec.End())-1 {
				return general.Tok.String() + " " + source[spec.Pos()-1:spec.End()-1]
			}
		}
	}
	return ""
}

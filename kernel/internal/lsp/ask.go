package lsp

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Completion is what could stand at a place.
type Completion struct {
	Text   string
	Kind   string // "function", "variable", …
	Detail string // the type or the signature
	Doc    string
}

// kinds names the kinds of completions that Go has, in Jupyter's words.
var kinds = map[int]string{
	2: "method", 3: "function", 5: "field", 6: "variable", 7: "class", 8: "interface", 9: "module", 14: "keyword", 21: "constant", 22: "struct",
}

// Complete returns what could stand at an offset of a text, the likeliest first.
func (s *Server) Complete(ctx context.Context, text string, offset int) ([]Completion, error) {
	var result struct {
		Items []struct {
			Label, Detail, InsertText string
			Kind                      int
			TextEdit                  struct{ NewText string }
			Documentation             markup
		}
	}
	if err := s.ask(ctx, "textDocument/completion", text, offset, &result); err != nil {
		return nil, err
	}
	var all []Completion
	for _, item := range result.Items {
		name := item.TextEdit.NewText
		if name == "" {
			name = item.Label
		}
		all = append(all, Completion{name, kinds[item.Kind], item.Detail, string(item.Documentation)})
	}
	return all, nil
}

// Describe returns the signature and the documentation of what is at an offset of a
// text, as Markdown, or "".
func (s *Server) Describe(ctx context.Context, text string, offset int) (string, error) {
	var result *struct{ Contents markup }
	if err := s.ask(ctx, "textDocument/hover", text, offset, &result); err != nil || result == nil {
		return "", err
	}
	return string(result.Contents), nil
}

// Definition returns the source text from where what is at an offset is defined, and
// the offset of its name in it.
func (s *Server) Definition(ctx context.Context, text string, offset int) (source string, at int, err error) {
	var result []struct {
		URI   string
		Range struct{ Start position }
	}
	if err := s.ask(ctx, "textDocument/definition", text, offset, &result); err != nil || len(result) == 0 {
		return "", 0, err
	}
	path := strings.TrimPrefix(result[0].URI, "file://")
	source = text
	if path != s.path {
		bytes, err := os.ReadFile(path)
		if err != nil {
			return "", 0, err
		}
		source = string(bytes)
	}
	return source, result[0].Range.Start.offset(source), nil
}

// ask asks something about an offset of a text.
func (s *Server) ask(ctx context.Context, method, text string, offset int, result any) error {
	if err := s.set(text); err != nil {
		return err
	}
	return s.rpc.call(ctx, method, map[string]any{
		"textDocument": map[string]string{"uri": uri(s.path)}, "position": positionOf(text, offset),
	}, result)
}

// markup is text that comes as a string or with its kind.
type markup string

func (m *markup) UnmarshalJSON(text []byte) error {
	var value struct{ Value string }
	if json.Unmarshal(text, &value) == nil {
		*m = markup(value.Value)
		return nil
	}
	return json.Unmarshal(text, (*string)(m))
}

// position is a place in a text: a line from 0, and how many units of UTF-16 are before
// it on that line.
type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

func positionOf(text string, offset int) position {
	before := text[:offset]
	start := 1 + strings.LastIndexByte(before, '\n')
	return position{strings.Count(before, "\n"), len(utf16.Encode([]rune(before[start:])))}
}

// offset returns the offset of a place in a text.
func (p position) offset(text string) int {
	at := 0
	for range p.Line {
		next := strings.IndexByte(text[at:], '\n')
		if next < 0 {
			return len(text)
		}
		at += next + 1
	}
	for units := 0; units < p.Character && at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		units += utf16.RuneLen(r)
		at += size
	}
	return at
}

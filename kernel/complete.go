package main

import (
	"context"
	"strings"
	"unicode/utf8"

	"nnbook/kernel/internal/cell"
	"nnbook/kernel/internal/lsp"
)

// commands are GoNB's and the kernel's own, for completion.
var commands = []string{
	"%%", "%%bash", "%%script", "%%sh", "%%writefile", "%args", "%autoget", "%capture", "%cd", "%env", "%exec", "%goflags", "%goworkfix",
	"%help", "%list", "%ls", "%main", "%nn", "%nn backend", "%nn reset", "%nn version", "%noautoget", "%remove", "%reset", "%rm", "%test",
	"%track", "%untrack", "%version", "%wasm", "%widgets", "%with_inputs", "%with_password",
}

// answerComplete says what could stand at the cursor.
func (k *kernel) answerComplete(r request) {
	var content struct {
		Code   string `json:"code"`
		Cursor int    `json:"cursor_pos"`
	}
	if err := r.ReadContent(&content); err != nil {
		logf("%v", err)
	}
	q := newQuestion(content.Code, content.Cursor)
	go k.whileBusy(r.Message, func() {
		prefix, found := q.commandsFor()
		if prefix == "" && q.cell.IsGo() {
			prefix = q.identifier()
			found = k.completions(q, prefix)
		}
		end := utf8.RuneCountInString(q.code[:q.cursor])
		start := end - utf8.RuneCountInString(prefix)
		matches, types := []string{}, []map[string]any{}
		for _, c := range found {
			matches = append(matches, c.Text)
			types = append(types, map[string]any{
				"start": start, "end": end, "text": c.Text, "type": c.Kind, "signature": c.Detail, "documentation": c.Doc,
			})
		}
		k.answerNow(r, "complete_reply", map[string]any{
			"status": "ok", "matches": matches, "cursor_start": start, "cursor_end": end,
			"metadata": map[string]any{"_jupyter_types_experimental": types},
		})
	})
}

// commandsFor returns the commands that could stand on the cursor's line, and what of
// them is there already.
func (q question) commandsFor() (prefix string, found []lsp.Completion) {
	line := q.code[1+strings.LastIndexByte(q.code[:q.cursor], '\n') : q.cursor]
	if !strings.HasPrefix(line, "%") {
		return "", nil
	}
	for _, command := range commands {
		if strings.HasPrefix(command, line) {
			found = append(found, lsp.Completion{Text: command, Kind: "magic"})
		}
	}
	return line, found
}

// identifier returns the part of an identifier before the cursor.
func (q question) identifier() string {
	start := q.cursor
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(q.code[:start])
		if !isLetter(r) {
			break
		}
		start -= size
	}
	return q.code[start:q.cursor]
}

// completions asks gopls. What differs from what is there in more than what follows
// comes only if nothing else does.
func (k *kernel) completions(q question, prefix string) (found []lsp.Completion) {
	text, at := k.program(q, q.cursor)
	var all []lsp.Completion
	err := k.askGopls(func(ctx context.Context, server *lsp.Server) (err error) {
		all, err = server.Complete(ctx, text, at)
		return err
	})
	if err != nil {
		logf("completing: %v", err)
	}
	var similar []lsp.Completion
	for _, c := range all {
		switch {
		case strings.HasPrefix(c.Text, cell.Reserved):
		case strings.HasPrefix(c.Text, prefix):
			found = append(found, c)
		case strings.HasPrefix(strings.ToLower(c.Text), strings.ToLower(prefix)):
			similar = append(similar, c)
		}
	}
	if found == nil {
		return similar
	}
	return found
}

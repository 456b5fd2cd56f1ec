package main

import (
	"regexp"
	"slices"
	"strings"
)

// historyRequest is the content of a history_request.
type historyRequest struct {
	Type    string `json:"hist_access_type"` // "tail", "range" or "search"
	Output  bool   `json:"output"`
	Session int    `json:"session"` // 0 for this one, below for those before
	Start   int    `json:"start"`
	Stop    *int   `json:"stop"` // the first line that isn't wanted
	N       *int   `json:"n"`
	Pattern string `json:"pattern"` // with * and ?
	Unique  bool   `json:"unique"`
}

// answerHistory lists what was run, in this session and in those before.
func (k *kernel) answerHistory(r request) {
	var content historyRequest
	if err := r.ReadContent(&content); err != nil {
		logf("%v", err)
	}
	items := []any{}
	for _, e := range k.history.find(content) {
		items = append(items, e.item(content.Output))
	}
	k.answer(r, "history_reply", map[string]any{"status": "ok", "history": items})
}

// item returns an entry as the protocol has it, with the cell's result if asked for.
func (e entry) item(output bool) any {
	if !output {
		return []any{e.Session, e.Line, e.Input}
	}
	var result any
	if e.Output != "" {
		result = e.Output
	}
	return []any{e.Session, e.Line, []any{e.Input, result}}
}

// find returns the entries that are asked for, in order.
func (h *history) find(q historyRequest) (found []entry) {
	all, current := h.all()
	switch q.Type {
	case "range":
		session := q.Session
		if session <= 0 {
			session += current
		}
		for _, e := range all {
			if e.Session == session && e.Line >= q.Start && (q.Stop == nil || e.Line < *q.Stop) {
				found = append(found, e)
			}
		}
		return found
	case "search":
		matches := glob(q.Pattern)
		found = slices.DeleteFunc(all, func(e entry) bool { return !matches.MatchString(e.Input) })
		if q.Unique {
			found = lastOfEach(found)
		}
	default:
		found = all
	}
	if q.N != nil {
		found = found[max(0, len(found)-max(0, *q.N)):]
	}
	return found
}

// lastOfEach keeps of entries with the same input the last.
func lastOfEach(entries []entry) (kept []entry) {
	seen := map[string]bool{}
	for _, e := range slices.Backward(entries) {
		if !seen[e.Input] {
			kept = append(kept, e)
		}
		seen[e.Input] = true
	}
	slices.Reverse(kept)
	return kept
}

// glob returns a pattern in which * stands for any text and ? for any letter. No
// pattern at all stands for everything.
func glob(pattern string) *regexp.Regexp {
	if pattern == "" {
		pattern = "*"
	}
	quoted := regexp.QuoteMeta(pattern)
	quoted = strings.ReplaceAll(strings.ReplaceAll(quoted, `\*`, `.*`), `\?`, `.`)
	return regexp.MustCompile(`(?s)^` + quoted + `$`)
}

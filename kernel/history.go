package main

// answerHistory says that there is no history: none is kept, and GoNB leaves the
// request without an answer.
func (k *kernel) answerHistory(r request) {
	k.answer(r, "history_reply", map[string]any{"status": "ok", "history": []any{}})
}

package main

import (
	"nnbook/kernel/internal/cell"
)

// answerIsComplete says whether code is ready to run, for frontends in a terminal.
func (k *kernel) answerIsComplete(r request) {
	var content struct {
		Code string `json:"code"`
	}
	if err := r.ReadContent(&content); err != nil {
		logf("%v", err)
	}
	status, indent := cell.Parse(content.Code).Status()
	reply := map[string]any{"status": status}
	if status == cell.Incomplete {
		reply["indent"] = indent
	}
	k.answer(r, "is_complete_reply", reply)
}

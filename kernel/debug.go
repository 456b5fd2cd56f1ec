package main

// declineDebug says that there is no debugger, as kernel_info does: a cell is a process
// that has ended when somebody looks.
func (k *kernel) declineDebug(r request) {
	var content struct {
		Sequence int    `json:"seq"`
		Command  string `json:"command"`
	}
	if err := r.ReadContent(&content); err != nil {
		logf("%v", err)
	}
	k.answer(r, "debug_reply", map[string]any{
		"type": "response", "request_seq": content.Sequence, "seq": content.Sequence, "command": content.Command,
		"success": false, "message": "the nnbook kernel has no debugger",
	})
}

package main

import (
	"encoding/json"

	"nnbook/kernel/internal/cell"
	"nnbook/kernel/jupyter"
)

// execution is what a frontend asks for with an execute_request.
type execution struct {
	Code            string
	Silent          bool
	StoreHistory    bool
	AllowStdin      bool
	StopOnError     bool
	UserExpressions map[string]string
}

// readExecution reads an execute_request. What is missing or of the wrong type has its
// standard value.
func readExecution(m jupyter.Message) execution {
	x := execution{StoreHistory: true, StopOnError: true}
	var content map[string]json.RawMessage
	if err := m.ReadContent(&content); err != nil {
		logf("%v", err)
	}
	for name, field := range map[string]any{
		"code": &x.Code, "silent": &x.Silent, "store_history": &x.StoreHistory, "allow_stdin": &x.AllowStdin,
		"stop_on_error": &x.StopOnError, "user_expressions": &x.UserExpressions,
	} {
		if value, ok := content[name]; ok && json.Unmarshal(value, field) != nil {
			logf("execute_request: %s is %s", name, value)
		}
	}
	x.StoreHistory = x.StoreHistory && !x.Silent
	return x
}

// queueExecute queues a cell; see [kernel.runCells].
func (k *kernel) queueExecute(r request) { k.queue.add(r) }

// runCells runs cells one after the other, until the kernel ends.
func (k *kernel) runCells() {
	select {
	case <-k.back.ready:
	case <-k.life.Done():
		return
	}
	for {
		r, ok := k.queue.next(k.life)
		if !ok {
			return
		}
		for _, waiting := range k.runCell(r) {
			k.abort(waiting)
		}
	}
}

// runCell runs a cell. After one that failed it returns the requests that are not to be
// run any more.
func (k *kernel) runCell(r request) (aborted []request) {
	x := readExecution(r.Message)
	if x.StoreHistory {
		k.count.Add(1)
	}
	t := &turn{request: r, execution: x, number: k.shownCount(), cell: cell.Parse(x.Code), pages: []any{}}
	k.beginTurn(t)
	if !x.Silent {
		k.publishFor(t, "execute_input", map[string]any{"code": x.Code, "execution_count": t.number})
	}
	failed := k.runTurn(t)
	reply := map[string]any{"status": "ok", "execution_count": t.number, "payload": t.pages, "user_expressions": struct{}{}}
	if failed != nil {
		failed = k.explainRemoval(failed)
		reply = failed.reply(t.number)
		if !x.Silent {
			k.publishFor(t, "error", failed)
		}
		if x.StopOnError {
			aborted = k.queue.drain()
		}
	} else if len(x.UserExpressions) > 0 {
		reply["user_expressions"] = k.evaluate(t, x.UserExpressions)
	}
	if x.StoreHistory {
		k.history.add(t.number, x.Code, t.output.String())
	}
	k.answerNow(r, "execute_reply", reply)
	k.endTurn(t)
	return aborted
}

// shownCount returns the number of the last cell that has one.
func (k *kernel) shownCount() int { return int(k.count.Load()) }

// abort answers a request to run a cell that waited when another failed.
func (k *kernel) abort(r request) {
	k.answer(r, "execute_reply", map[string]any{"status": "aborted", "execution_count": k.shownCount()})
}

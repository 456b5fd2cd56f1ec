package main

import (
	"encoding/json"
	"sync"

	"nnbook/kernel/jupyter"
)

// queued lists the requests that GoNB works on one after the other, publishing "busy"
// before and "idle" after each.
var queued = map[string]bool{
	"execute_request": true, "inspect_request": true, "complete_request": true, "kernel_info_request": true,
}

// work knows what GoNB is busy with.
type work struct {
	mu      sync.Mutex
	open    map[string]bool // the requests that aren't done, by message id
	waiting []func()        // what waits until there are none
	last    jupyter.Message // the cell that runs, or else ran last: a parent
	running bool
}

// sent notes a request for GoNB.
func (w *work) sent(m jupyter.Message) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if queued[m.Type] {
		if w.open == nil {
			w.open = map[string]bool{}
		}
		w.open[m.ID] = true
	}
}

// done notes that GoNB is done with a request.
func (w *work) done(id string) {
	w.mu.Lock()
	delete(w.open, id)
	var now []func()
	if len(w.open) == 0 {
		now, w.waiting = w.waiting, nil
	}
	w.mu.Unlock()
	for _, f := range now {
		f()
	}
}

// whenIdle calls f when GoNB is done with all requests, which may be now.
func (w *work) whenIdle(f func()) {
	w.mu.Lock()
	if len(w.open) > 0 {
		w.waiting = append(w.waiting, f)
		w.mu.Unlock()
		return
	}
	w.mu.Unlock()
	f()
}

// begin notes that a cell runs; m is any message of its.
func (w *work) begin(m jupyter.Message) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last, w.running = jupyter.Message{Header: m.Parent, Type: m.ParentType, ID: m.ParentID, Metadata: json.RawMessage("{}")}, true
}

// end notes that the cell ended.
func (w *work) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.running = false
}

// cell returns the cell that runs, or else ran last, as the parent of its messages.
// Its ID is empty when none ever ran.
func (w *work) cell() (parent jupyter.Message, running bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last, w.running
}

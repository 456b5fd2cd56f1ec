package main

import (
	"sync"

	"nnbook/kernel/jupyter"
)

// work knows what the kernel is busy with. It is locked while a state is published, so
// that the last one that frontends see is the true one.
type work struct {
	mu      sync.Mutex
	turn    *turn // the cell that runs, or else ran last
	running bool
	asked   *turn // what GoNB runs, or else ran last: the cell, or an expression
}

// cell returns the turn that runs, or else ran last; nil if none ever did.
func (w *work) cell() (t *turn, running bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.turn, w.running
}

// shows returns the turn under which displays are shown; nil if there was none yet.
func (w *work) shows() (t *turn, running bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.asked == nil {
		return w.turn, w.running
	}
	return w.asked, w.running
}

// of returns the turn that a message of GoNB's belongs to, or nil.
func (w *work) of(m jupyter.Message) *turn {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.asked != nil && w.asked.id == m.ParentID {
		return w.asked
	}
	return nil
}

// whileBusy answers a request. Frontends take the state that comes with each answer for
// the kernel's, so it is busy again afterwards if a cell runs.
func (k *kernel) whileBusy(parent jupyter.Message, answer func()) {
	k.work.mu.Lock()
	k.publishState(parent, "busy")
	k.work.mu.Unlock()
	answer()
	k.work.mu.Lock()
	defer k.work.mu.Unlock()
	k.publishState(parent, "idle")
	if k.work.running {
		k.publishState(k.work.turn.request.Message, "busy")
	}
}

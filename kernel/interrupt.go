package main

import (
	"encoding/json"
	"time"

	"nnbook/kernel/jupyter"
)

// interruptPeriod is how often a cell that goes on is interrupted again.
const interruptPeriod = 100 * time.Millisecond

// answerInterrupt interrupts the running cell: the kernel's interrupt_mode is
// "message".
func (k *kernel) answerInterrupt(r request) {
	k.answerNow(r, "interrupt_reply", map[string]string{"status": "ok"})
	go k.interrupt()
}

// interrupt interrupts the cell that runs now. GoNB sends its process SIGINT once, and
// SIGKILL five seconds later; while it still compiles there is no process yet and GoNB
// does nothing. So it is told again and again until that cell has ended.
func (k *kernel) interrupt() {
	if !k.interrupting.TryLock() {
		return // it is being told already
	}
	defer k.interrupting.Unlock()
	first, running := k.work.cell()
	for t := first; running && t == first && k.life.Err() == nil; t, running = k.work.cell() {
		t.interrupted.Store(true)
		m, err := k.session.New("interrupt_request", jupyter.Message{}, json.RawMessage("{}"))
		if err == nil {
			k.forward(request{jupyter.Control, m})
		}
		time.Sleep(interruptPeriod)
	}
}

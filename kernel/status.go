package main

import (
	"log"

	"nnbook/kernel/jupyter"
)

// passStatus follows what GoNB is busy with. Before a cell's end goes out, its charts
// get the pictures that they are still without.
func (k *kernel) passStatus(m jupyter.Message) {
	if m.ParentType == "execute_request" {
		switch m.State() {
		case "busy":
			k.work.begin(m)
		case "idle":
			k.flushStream()
			k.finishPictures()
			k.work.end()
		}
	}
	k.publish(m)
	if m.State() == "idle" {
		k.work.done(m.ParentID)
	}
}

// publishState publishes the kernel's state while it answers a request.
func (k *kernel) publishState(parent jupyter.Message, state string) {
	if err := k.publishNew("status", parent, map[string]string{"execution_state": state}); err != nil {
		log.Print(err)
	}
}

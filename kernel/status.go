package main

import (
	"log"

	"nnbook/kernel/jupyter"
)

// passStatus notes that GoNB is done with a turn. Charts get the pictures that they are
// still without: for a frontend that can ask somebody beside what else is to be done, as
// it takes updates after a cell's end, too, and for others, such as nbconvert, before it.
func (k *kernel) passStatus(t *turn, m jupyter.Message) {
	if m.State() == "idle" {
		k.flushStream(t)
		if t.execution.AllowStdin {
			go k.finishPictures(t)
		} else {
			k.finishPictures(t)
		}
		closeOnce(t.idle)
	}
}

// passReply takes what GoNB sends besides what it publishes: that it is done with a
// turn, and questions for the user. All other replies are to requests that began here.
func (k *kernel) passReply(channel jupyter.Channel, m jupyter.Message) {
	t := k.work.of(m)
	if t == nil {
		return
	}
	switch m.Type {
	case "execute_reply":
		closeOnce(t.replied)
	case "input_request":
		own, err := k.session.New(m.Type, t.request.Message, m.Content)
		if err != nil {
			log.Print(err)
			return
		}
		own.Identities = t.request.Identities
		k.reply(channel, own)
	}
}

// closeOnce closes a channel that is closed from one goroutine only.
func closeOnce(c chan struct{}) {
	select {
	case <-c:
	default:
		close(c)
	}
}

// publishState publishes the kernel's state while it answers a request.
func (k *kernel) publishState(parent jupyter.Message, state string) {
	if err := k.publishNew("status", parent, map[string]string{"execution_state": state}); err != nil {
		log.Print(err)
	}
}

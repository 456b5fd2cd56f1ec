package main

import (
	"log"
	"sync"

	"nnbook/kernel/jupyter"
)

// gonbTarget is the only kind of comm that somebody here listens to: GoNB's widgets.
const gonbTarget = "gonb_comm"

// comms knows the comms that are open: by id, what they are for.
type comms struct {
	mu   sync.Mutex
	open map[string]string
}

// comm is what is needed of the content of a message about a comm.
type comm struct {
	ID     string         `json:"comm_id"`
	Target string         `json:"target_name"`
	Data   map[string]any `json:"data"`
}

// openComm notes a new comm. One that nobody listens to is closed, as the protocol has
// it.
func (k *kernel) openComm(r request) {
	var c comm
	if err := r.ReadContent(&c); err != nil || c.ID == "" {
		logf("comm_open: %v", err)
		return
	}
	if c.Target != gonbTarget {
		k.whileBusy(r.Message, func() {
			if err := k.publishNew("comm_close", r.Message, map[string]any{"comm_id": c.ID, "data": struct{}{}}); err != nil {
				log.Print(err)
			}
		})
		return
	}
	k.comms.mu.Lock()
	if k.comms.open == nil {
		k.comms.open = map[string]string{}
	}
	k.comms.open[c.ID] = c.Target
	k.comms.mu.Unlock()
	k.forward(r)
}

// passComm hands a comm's message to GoNB.
func (k *kernel) passComm(r request) {
	var c comm
	if err := r.ReadContent(&c); err != nil || !k.comms.has(c.ID) {
		logf("comm_msg: %v", err)
		return
	}
	k.forward(r)
}

// closeComm forgets a comm; GoNB doesn't want to know.
func (k *kernel) closeComm(r request) {
	var c comm
	if err := r.ReadContent(&c); err != nil {
		logf("%v", err)
	}
	k.comms.mu.Lock()
	defer k.comms.mu.Unlock()
	delete(k.comms.open, c.ID)
}

func (c *comms) has(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.open[id] != ""
}

// answerCommInfo lists the open comms, or those for one purpose.
func (k *kernel) answerCommInfo(r request) {
	var content struct {
		Target string `json:"target_name"`
	}
	if err := r.ReadContent(&content); err != nil {
		logf("%v", err)
	}
	open := map[string]map[string]string{}
	k.comms.mu.Lock()
	for id, target := range k.comms.open {
		if content.Target == "" || content.Target == target {
			open[id] = map[string]string{"target_name": target}
		}
	}
	k.comms.mu.Unlock()
	k.answer(r, "comm_info_reply", map[string]any{"status": "ok", "comms": open})
}

// passInput hands what the user typed to GoNB, if it asked.
func (k *kernel) passInput(r request) {
	var content struct {
		Value string `json:"value"`
	}
	_, running := k.work.cell()
	if err := r.ReadContent(&content); err != nil || !running || r.channel != jupyter.Stdin {
		logf("input_reply: %v", err)
		return
	}
	m, err := k.asks.New("input_reply", jupyter.Message{}, map[string]any{"status": "ok", "value": content.Value})
	if err != nil {
		log.Print(err)
		return
	}
	k.forward(request{jupyter.Stdin, m})
}

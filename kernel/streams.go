package main

import (
	"log"
	"sync"
	"time"

	"nnbook/kernel/internal/mark"
	"nnbook/kernel/jupyter"
)

// markPatience is how long a display waits for its mark in what the cell prints. It
// comes at once, unless the cell's output goes elsewhere.
const markPatience = time.Second

// stream is the content of a stream message.
type stream struct {
	Name string `json:"name"` // "stdout" or "stderr"
	Text string `json:"text"`
}

// streams knows which marks have come out of what cells print; see package mark.
type streams struct {
	mu   sync.Mutex
	come map[string]chan struct{} // closed when the mark has come
	rest string                   // the start of a mark whose end is still to come
}

// of returns a channel that is closed when a mark has come.
func (s *streams) of(name string) chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.come == nil {
		s.come = map[string]chan struct{}{}
	}
	if s.come[name] == nil {
		s.come[name] = make(chan struct{})
	}
	return s.come[name]
}

// await waits until a mark has come, and with it all that was printed before.
func (s *streams) await(name string) {
	if name == "" {
		return
	}
	select {
	case <-s.of(name):
	case <-time.After(markPatience):
		logf("the mark %s didn't come", name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.come, name)
}

// note notes that a mark has come.
func (s *streams) note(name string) {
	come := s.of(name)
	select {
	case <-come: // somebody printed it twice
	default:
		close(come)
	}
}

// passStream hands on what a cell printed, without the marks in it.
func (k *kernel) passStream(m jupyter.Message) {
	var content stream
	if err := m.ReadContent(&content); err != nil || content.Name != "stdout" {
		k.publish(m)
		return
	}
	text := k.streams.rest + content.Text
	var names []string
	content.Text, names, k.streams.rest = mark.Cut(text)
	if content.Text != "" {
		k.publish(m.WithContent(content))
	}
	for _, name := range names {
		k.streams.note(name)
	}
}

// flushStream hands on what looked like the start of a mark when the cell ended.
func (k *kernel) flushStream() {
	if k.streams.rest == "" {
		return
	}
	parent, _ := k.work.cell()
	if err := k.publishNew("stream", parent, stream{"stdout", k.streams.rest}); err != nil {
		log.Print(err)
	}
	k.streams.rest = ""
}

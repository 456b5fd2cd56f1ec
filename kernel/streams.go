package main

import (
	"log"
	"maps"
	"sync"
	"time"

	"nnbook/kernel/internal/mark"
	"nnbook/kernel/jupyter"
)

const (
	// markPatience is how long a display waits for its mark in what the cell prints.
	// It comes at once, unless the cell's output goes elsewhere.
	markPatience = time.Second

	// unmarked is how long a display without a mark waits for what was printed.
	unmarked = 30 * time.Millisecond
)

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
		time.Sleep(unmarked)
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

// forget forgets all marks that have come.
func (s *streams) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.come, func(_ string, come chan struct{}) bool {
		select {
		case <-come:
			return true
		default:
			return false
		}
	})
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

// flushStream hands on what looked like the start of a mark when the cell ended, and
// forgets the marks whose displays never came.
func (k *kernel) flushStream() {
	k.streams.forget()
	if k.streams.rest == "" {
		return
	}
	parent, _ := k.work.cell()
	if err := k.publishNew("stream", parent, stream{"stdout", k.streams.rest}); err != nil {
		log.Print(err)
	}
	k.streams.rest = ""
}

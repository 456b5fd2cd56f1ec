package main

import (
	"os"
	"sync"
)

// tailSize is how many bytes of a child's words are kept.
const tailSize = 4 << 10

// tail keeps the last of what is written to it. Written out at once it would bury
// everything else in Jupyter's log.
type tail struct {
	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	if verbose {
		os.Stderr.Write(p)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p...)
	t.text = t.text[max(0, len(t.text)-tailSize):]
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// A history file of more than mostHistory bytes is cut down to its last keptHistory
// entries.
const (
	mostHistory = 4 << 20
	keptHistory = 5000
)

// history keeps what was run, over all sessions, in one file: a JSON object a line,
// each written at once, so that kernels can share it. A kernel that can't write it
// remembers its own session.
type history struct {
	path string

	mu      sync.Mutex
	session int // of this kernel, once it has one
	own     []entry
	older   []entry
}

// entry is a cell that was run, or, without a line, the begin of a session.
type entry struct {
	Session int    `json:"session"`
	Line    int    `json:"line,omitempty"`
	Input   string `json:"input,omitempty"`
	Output  string `json:"output,omitempty"`
}

// openHistory returns the user's history.
func openHistory() *history {
	folder := os.Getenv("XDG_STATE_HOME")
	if home, err := os.UserHomeDir(); !filepath.IsAbs(folder) && err == nil {
		folder = filepath.Join(home, ".local", "state")
	}
	return &history{path: filepath.Join(folder, "nnbook", "history.jsonl")}
}

// all returns all entries, oldest first, and the number of this session.
func (h *history) all() (entries []entry, session int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.begin()
	return append(append([]entry(nil), h.older...), h.own...), h.session
}

// add adds a cell that was run.
func (h *history) add(line int, input, output string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.begin()
	e := entry{h.session, line, input, output}
	h.own = append(h.own, e)
	if h.path == "" {
		return
	}
	if err := h.write(e); err != nil {
		h.giveUp(err)
	}
}

// begin reads the file and begins a session in it, once.
func (h *history) begin() {
	if h.session > 0 {
		return
	}
	h.session = 1
	if err := os.MkdirAll(filepath.Dir(h.path), 0o700); err != nil {
		h.giveUp(err)
		return
	}
	unlock, err := lockFile(h.path + ".lock")
	if err == nil {
		defer unlock()
		h.older, err = readHistory(h.path)
	}
	for _, e := range h.older {
		h.session = max(h.session, e.Session+1)
	}
	if err == nil {
		err = h.write(entry{Session: h.session})
	}
	if err != nil {
		h.giveUp(err)
	}
	kept := h.older[:0]
	for _, e := range h.older {
		if e.Line > 0 {
			kept = append(kept, e)
		}
	}
	h.older = kept
}

// giveUp says once that the history isn't kept.
func (h *history) giveUp(err error) {
	log.Printf("the history of cells isn't kept: %v", err)
	h.path = ""
}

// write appends one line to the file.
func (h *history) write(e entry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(h.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(append(line, '\n'))
	return errors.Join(err, file.Close())
}

// readHistory reads the entries of a file, passing over what isn't one, and cuts a long
// one down.
func readHistory(path string) (entries []entry, err error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, len(text)+1)
	for lines.Scan() {
		var e entry
		if json.Unmarshal(lines.Bytes(), &e) == nil && e.Session > 0 {
			entries = append(entries, e)
		}
	}
	if err == nil && len(text) > mostHistory {
		entries = entries[max(0, len(entries)-keptHistory):]
		err = rewriteHistory(path, entries)
	}
	return entries, err
}

// rewriteHistory puts a file with the given entries in the place of another.
func rewriteHistory(path string, entries []entry) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	for _, e := range entries {
		if err := encoder.Encode(e); err != nil {
			return err
		}
	}
	next := fmt.Sprintf("%s.%d", path, os.Getpid())
	if err := os.WriteFile(next, text.Bytes(), 0o600); err != nil {
		os.Remove(next)
		return err
	}
	return os.Rename(next, path)
}

// lockFile waits until this process holds a lock.
func lockFile(path string) (unlock func(), err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != nil {
		file.Close()
		return nil, err
	}
	return func() { file.Close() }, nil
}

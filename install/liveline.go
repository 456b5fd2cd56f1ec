package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// liveLine is the last line of a terminal, redrawn with what is under way. What is written
// to anything but a terminal has none.
type liveLine struct {
	mu    sync.Mutex // guards what text tells of, too
	out   io.Writer
	live  bool
	text  func() string // what is under way, "" for nothing
	drawn bool
	done  chan struct{}
}

func newLiveLine(out io.Writer, text func() string) *liveLine {
	file, ok := out.(*os.File)
	l := &liveLine{out: out, live: ok && isTerminal(file), text: text, done: make(chan struct{})}
	if l.live {
		go l.redraw()
	}
	return l
}

func isTerminal(file *os.File) bool {
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb" && os.Getenv("CI") == ""
}

func (l *liveLine) redraw() {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-l.done:
			return
		case <-tick.C:
			l.mu.Lock()
			l.draw()
			l.mu.Unlock()
		}
	}
}

// close removes the live line for good.
func (l *liveLine) close() {
	close(l.done)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.erase()
	l.live = false
}

// above writes a whole line above the live one. The caller holds the lock.
func (l *liveLine) above(line string) {
	l.erase()
	fmt.Fprintln(l.out, line)
	l.draw()
}

func (l *liveLine) draw() {
	if !l.live {
		return
	}
	l.erase()
	if text := l.text(); text != "" {
		fmt.Fprint(l.out, clip(text, terminalWidth()-1))
		l.drawn = true
	}
}

func (l *liveLine) erase() {
	if l.drawn {
		fmt.Fprint(l.out, "\r\x1b[K")
		l.drawn = false
	}
}

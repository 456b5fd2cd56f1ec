package main

import (
	"fmt"
	"maps"
	"strings"
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

// arrival is the coming of a mark.
type arrival struct {
	come   chan struct{} // closed when the mark has come
	result bool          // whether the display is the cell's result
}

// streams knows which marks have come out of what cells print; see package mark.
type streams struct {
	mu    sync.Mutex
	marks map[string]*arrival
}

// of returns the arrival of a mark.
func (s *streams) of(name string) *arrival {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.marks == nil {
		s.marks = map[string]*arrival{}
	}
	if s.marks[name] == nil {
		s.marks[name] = &arrival{come: make(chan struct{})}
	}
	return s.marks[name]
}

// await waits until a mark has come, and with it all that was printed before. It
// reports whether the display is the cell's result.
func (s *streams) await(name string) (result bool) {
	if name == "" {
		time.Sleep(unmarked)
		return false
	}
	a := s.of(name)
	select {
	case <-a.come:
		result = a.result
	case <-time.After(markPatience):
		logf("the mark %s didn't come", name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.marks, name)
	return result
}

// note notes that a mark has come.
func (s *streams) note(name string, result bool) {
	a := s.of(name)
	select {
	case <-a.come: // somebody printed it twice
	default:
		a.result = result
		close(a.come)
	}
}

// forget forgets all marks that have come.
func (s *streams) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.marks, func(_ string, a *arrival) bool {
		select {
		case <-a.come:
			return true
		default:
			return false
		}
	})
}

// passStream hands on what a turn printed, without the marks in it.
func (k *kernel) passStream(t *turn, m jupyter.Message) {
	var content stream
	if err := m.ReadContent(&content); err != nil {
		logf("%v", err)
		return
	}
	if content.Name == "stderr" {
		k.publishStream(t, "stderr", t.pending.hold(content.Text))
		return
	}
	k.publishStream(t, "stderr", t.pending.release())
	pieces, rest := mark.Cut(t.pending.rest + content.Text)
	t.pending.rest = rest
	for _, p := range pieces {
		k.passPiece(t, p)
	}
}

// passPiece hands on what was printed between two marks, or does what a mark says.
func (k *kernel) passPiece(t *turn, p mark.Piece) {
	switch p.Mark {
	case "":
		if t.pending.inResult {
			t.pending.result += p.Text
			return
		}
		k.publishStream(t, "stdout", p.Text)
	case mark.Result, mark.Image:
		t.pending.inResult = true
	case mark.ResultEnd:
		k.publishResult(t, textBundle(t.pending.result))
		t.pending.inResult, t.pending.result = false, ""
	case mark.ImageEnd:
		k.publishResult(t, imageBundle(t.pending.result))
		t.pending.inResult, t.pending.result = false, ""
	case mark.Drawing, mark.DrawingEnd:
		t.pending.drawing = p.Mark == mark.Drawing
	default:
		k.streams.note(p.Mark, t.pending.drawing)
	}
}

// flushStream hands on what is left when GoNB is done with a turn: what looked like the
// start of a mark, and the text of a result whose end never came.
func (k *kernel) flushStream(t *turn) {
	k.streams.forget()
	k.publishStream(t, "stdout", t.pending.result+t.pending.rest)
	t.pending.result, t.pending.rest = "", ""
}

// mostPrinted is how many bytes that a cell prints are shown: a notebook with more can
// hardly be opened, and what waits for a frontend would keep an interrupt waiting.
const mostPrinted = 16 << 20

// publishStream publishes what a turn printed, as far as it is shown.
func (k *kernel) publishStream(t *turn, name, text string) {
	room := mostPrinted - t.printed
	if text == "" || t.execution.Silent || room <= 0 {
		return
	}
	t.printed += len(text)
	k.publishFor(t, "stream", stream{name, strings.ToValidUTF8(text[:min(room, len(text))], "")})
	if t.printed >= mostPrinted {
		k.publishFor(t, "stream", stream{"stderr", fmt.Sprintf("\n… the cell printed more than %d MB; the rest isn't shown\n", mostPrinted>>20)})
	}
}

// publishResult publishes a turn's result, or notes an expression's value. A second
// result of a turn is a display.
func (k *kernel) publishResult(t *turn, b *bundle) {
	t.showing.Lock()
	defer t.showing.Unlock()
	if t.aside {
		t.value = b
		return
	}
	if t.execution.Silent {
		return
	}
	if t.result {
		k.publishFor(t, "display_data", b)
		return
	}
	t.result = true
	t.output.WriteString(b.text())
	k.publishFor(t, "execute_result", struct {
		*bundle
		Count int `json:"execution_count"`
	}{b, t.number})
}

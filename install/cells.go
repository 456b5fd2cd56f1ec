package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// cellReporter shows a run cell by cell: what is run, what it prints, its time.
// On a terminal the last line is live; elsewhere whole lines are written.
type cellReporter struct {
	*liveLine
	now   runEvent
	began time.Time
	text  screen // what the cell printed
	shown int    // bytes of text.ended that are written
}

func newCellReporter(out io.Writer) *cellReporter {
	r := &cellReporter{}
	r.liveLine = newLiveLine(out, r.status)
	return r
}

// status says how long the cell runs, and what it prints just now.
func (r *cellReporter) status() string {
	if r.now.Number == 0 {
		return ""
	}
	return fmt.Sprintf("      %.0f s  %s", time.Since(r.began).Seconds(), plain(r.text.current()))
}

func (r *cellReporter) report(e runEvent) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch e.Event {
	case "start":
		r.now, r.began, r.text, r.shown = e, time.Now(), screen{}, 0
		r.line("[%d/%d] %s", e.Number, e.Count, firstCode(e.Source))
	case "stream":
		r.text.write(e.Text)
		r.writeEnded()
	case "done", "error", "dead":
		r.end(e.Event)
	}
}

// end shows what the cell printed last, and its time.
func (r *cellReporter) end(event string) {
	if r.now.Number == 0 {
		return
	}
	if rest := r.text.current(); rest != "" {
		r.printed(rest)
	}
	took := time.Since(r.began).Seconds()
	r.now = runEvent{}
	if event != "done" {
		r.line("      ✗ after %.1f s", took)
	} else {
		r.line("      %.1f s", took)
	}
}

// writeEnded writes the lines that the cell has finished since the last time.
func (r *cellReporter) writeEnded() {
	ended := r.text.ended.String()
	for line := range strings.Lines(ended[r.shown:]) {
		r.printed(strings.TrimSuffix(line, "\n"))
	}
	r.shown = len(ended)
}

func (r *cellReporter) printed(line string) {
	if !r.live {
		line = plain(line)
	}
	r.line("      │ %s", strings.TrimRight(line, " "))
}

func (r *cellReporter) line(format string, args ...any) { r.above(fmt.Sprintf(format, args...)) }

// firstCode is the first line of a cell that says something.
func firstCode(source string) string {
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		if line != "" && line != "%%" && !strings.HasPrefix(line, "//") && line != "import (" {
			return clip(line, 80)
		}
	}
	return firstLine(source)
}

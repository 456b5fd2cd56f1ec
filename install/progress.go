package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// progress shows how steps come on: a line for each that ends, and on a
// terminal a last line, redrawn, with those under way and what they wait for.
type progress struct {
	*liveLine
	began   time.Time
	running []*underWay
}

type underWay struct {
	step  *step
	now   string
	since time.Time
}

// newProgress shows progress on out, live where that is a terminal.
func newProgress(out io.Writer) *progress {
	p := &progress{began: time.Now()}
	p.liveLine = newLiveLine(out, p.status)
	return p
}

// status names the steps under way and what they wait for.
func (p *progress) status() string {
	if len(p.running) == 0 {
		return ""
	}
	var parts []string
	for _, u := range p.running {
		parts = append(parts, fmt.Sprintf("%s %.0f s: %s", u.step.name, time.Since(u.since).Seconds(), u.now))
	}
	return "  … " + strings.Join(parts, " · ")
}

func (p *progress) line(mark, name, took, text string) {
	line := fmt.Sprintf("  %s %-14s %8s  %s", mark, name, took, text)
	p.above(strings.TrimRight(line, " "))
}

func (p *progress) started(s *step) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running = append(p.running, &underWay{step: s, now: s.waits, since: time.Now()})
	if !p.live {
		p.line("…", s.name, "", s.waits)
	}
}

// waiting says what s waits for now; where lines can't be redrawn, only if that
// is worth a line of its own.
func (p *progress) waiting(s *step, now string, worth bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, u := range p.running {
		if u.step == s {
			u.now = now
		}
	}
	if !p.live && worth {
		p.line("…", s.name, "", now)
	}
}

// ended takes s off the live line and writes its last line.
func (p *progress) ended(s *step, mark string, took time.Duration, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, u := range p.running {
		if u.step == s {
			p.running = append(p.running[:i], p.running[i+1:]...)
			break
		}
	}
	p.line(mark, s.name, seconds(took), text)
}

func (p *progress) ready(s *step) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.line("✓", s.name, "", "up to date")
}

func (p *progress) finished(s *step, took time.Duration, note string) {
	p.ended(s, "✓", took, note)
}

func (p *progress) failed(s *step, took time.Duration) { p.ended(s, "✗", took, "failed") }

func (p *progress) stopped(s *step) { p.ended(s, "–", 0, "stopped") }

func (p *progress) wentWithout(s *step, took time.Duration, err error) {
	p.ended(s, "–", took, "not installed: "+firstLine(err.Error()))
	p.mu.Lock()
	defer p.mu.Unlock()
	p.line(" ", "", "", "going on without it: "+s.cost)
}

func seconds(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

// clip shortens text to width characters.
func clip(text string, width int) string {
	runes := []rune(text)
	if len(runes) <= width || width < 2 {
		return text
	}
	return string(runes[:width-1]) + "…"
}

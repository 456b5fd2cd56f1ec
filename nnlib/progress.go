package nnlib

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"nnbook/kernel/socket"
)

// redraw is the shortest time between two drawings of a progress bar.
const redraw = 100 * time.Millisecond

// progress prints how far an epoch, an evaluation or a prediction is, as Keras does.
type progress struct {
	out     io.Writer
	verbose int
	live    bool          // out can draw a line again
	quiet   time.Duration // what takes less says nothing
	now     func() time.Time

	steps     int
	start     time.Time
	first     time.Time // when the first steps were done,
	firstStep int       // and how many those were
	drawn     time.Time
	width     int  // of the line as it stands
	open      bool // the line is not ended
}

func newProgress(verbose int) *progress {
	return &progress{out: os.Stdout, verbose: verbose, live: redrawable(os.Stdout), now: time.Now}
}

// redrawable tells whether a carriage return makes a line start again: in a
// notebook and on a terminal it does, in a file it does not.
func redrawable(file *os.File) bool {
	if os.Getenv(socket.RunFolder) != "" {
		return true
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// begin starts an epoch, of which there are several or one.
func (p *progress) begin(epoch, epochs, steps int) {
	if p.verbose > 0 && epochs > 1 {
		fmt.Fprintf(p.out, "Epoch %d/%d\n", epoch+1, epochs)
	}
	*p = progress{out: p.out, verbose: p.verbose, live: p.live, quiet: p.quiet, now: p.now, steps: steps, start: p.now()}
}

// update says that so many steps are done.
func (p *progress) update(step int, logs Logs) {
	now := p.now()
	if p.verbose != 1 || !p.live || now.Sub(p.drawn) < redraw || now.Sub(p.start) < p.quiet {
		return
	}
	p.drawn = now
	p.draw(bar{at: step, steps: p.steps, elapsed: now.Sub(p.start).Seconds(), perStep: p.perStep(step, now), logs: logs}, "")
}

// perStep estimates a step's time in seconds, without the first ones, which
// take longer.
func (p *progress) perStep(step int, now time.Time) float64 {
	switch {
	case step > p.firstStep && p.firstStep > 0:
		return now.Sub(p.first).Seconds() / float64(step-p.firstStep)
	case step < 1:
		return 0
	case p.firstStep == 0:
		p.first, p.firstStep = now, step
	}
	return now.Sub(p.start).Seconds() / float64(step)
}

// finish ends the line with the results.
func (p *progress) finish(logs Logs, seconds, perStep float64) {
	b := bar{at: p.steps, steps: p.steps, elapsed: seconds, perStep: perStep, logs: logs, final: true}
	switch {
	case p.now().Sub(p.start) < p.quiet:
	case p.verbose == 1 && p.live:
		p.draw(b, "\n")
	case p.verbose == 1:
		fmt.Fprintln(p.out, b.plain())
	case p.verbose == 2:
		fmt.Fprintln(p.out, b.short())
	}
	p.open = false
}

// finishNow ends the line with times of its own clock.
func (p *progress) finishNow(logs Logs) {
	now := p.now()
	p.finish(logs, now.Sub(p.start).Seconds(), p.perStep(p.steps, now))
}

// draw draws the line over the one before. Spaces cover what that had more.
func (p *progress) draw(b bar, end string) {
	text := b.colored()
	width := len([]rune(b.plain()))
	fmt.Fprint(p.out, "\r", text, strings.Repeat(" ", max(0, p.width-width)), end)
	p.width, p.open = width, true
}

// notice prints a sentence on a line of its own.
func (p *progress) notice(text string) {
	p.close()
	fmt.Fprintln(p.out, text)
}

// close ends a line that was left open, as an interrupt does.
func (p *progress) close() {
	if p.open {
		fmt.Fprintln(p.out)
	}
	p.open, p.width = false, 0
}

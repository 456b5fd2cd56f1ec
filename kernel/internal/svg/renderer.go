// Package svg draws ECharts options as static SVG pictures, without a browser.
//
// It runs ECharts in a JavaScript interpreter of its own, which is loaded once, in
// the background, and kept warm. An option is data: JSON from which no function can
// come. What ECharts makes of it is checked before it is handed out, so that a
// picture holds no script and asks no other host for anything.
package svg

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"
)

// Limits of what is drawn: of the option in bytes, of a side in pixels, and of the
// time that one picture may take.
const (
	maxOption = 16 << 20
	maxSide   = 4000
	patience  = 5 * time.Second
)

// ErrNoScript is what [Renderer.Draw] returns, wrapped, when ECharts' script can't be
// loaded.
var ErrNoScript = errors.New("ECharts can't be loaded")

// Size is the size of a picture in pixels. A side of 0 means the default, 640 × 360;
// sides beyond 4000 are cut to that.
type Size struct {
	Width, Height int
}

// withDefaults returns the size that is drawn.
func (s Size) withDefaults() Size {
	side := func(n, standard int) int {
		if n <= 0 {
			return standard
		}
		return min(n, maxSide)
	}
	return Size{side(s.Width, 640), side(s.Height, 360)}
}

// Renderer draws pictures, one at a time. It may be used by several goroutines.
type Renderer struct {
	// Patience is how long one picture may take, 5 s. It may be set before the first is
	// drawn.
	Patience time.Duration

	jobs chan job
}

// job is one picture to draw.
type job struct {
	chart
	grid *grid // what to draw in place of the chart, nil for a single one
	done chan<- picture
}

// chart is an option and the size that it is drawn in.
type chart struct {
	option []byte
	size   Size
}

// picture is what came of a job.
type picture struct {
	svg string
	err error
}

// Start returns a renderer that loads ECharts from the file at path in the
// background, until ctx ends.
func Start(ctx context.Context, path string) *Renderer {
	r := &Renderer{Patience: patience, jobs: make(chan job)}
	go r.work(ctx, path)
	return r
}

// Draw returns the picture of an option, given as JSON, or of a grid of options, whose
// own sizes count. It waits for ECharts to be loaded and for other pictures to be drawn
// first.
func (r *Renderer) Draw(ctx context.Context, option []byte, size Size) (string, error) {
	if len(option) > maxOption {
		return "", fmt.Errorf("drawing the static picture: the option has %d bytes, more than %d", len(option), maxOption)
	}
	if !bytes.HasPrefix(bytes.TrimSpace(option), []byte("{")) || !json.Valid(option) {
		return "", errors.New("drawing the static picture: the option is no JSON object")
	}
	grid, err := parseGrid(option)
	if err != nil {
		return "", fmt.Errorf("drawing the static picture: %w", err)
	}
	done := make(chan picture, 1)
	select {
	case r.jobs <- job{chart{option, size.withDefaults()}, grid, done}:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	select {
	case p := <-done:
		return p.svg, p.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// work loads ECharts and draws job after job with it. A machine that failed is
// replaced: nobody knows the state it is in.
func (r *Renderer) work(ctx context.Context, path string) {
	load := func() (*machine, error) { return nil, nil }
	script, err := os.ReadFile(path)
	if err == nil {
		load, err = compile(string(script))
	}
	var m *machine
	for {
		if m == nil && err == nil {
			m, err = load()
		}
		select {
		case <-ctx.Done():
			return
		case j := <-r.jobs:
			if err != nil {
				j.done <- picture{err: fmt.Errorf("%w: %w; run the installer again", ErrNoScript, err)}
				continue
			}
			var p picture
			if p.svg, p.err = m.do(j, r.Patience); p.err != nil {
				p.err = fmt.Errorf("drawing the static picture: %w", p.err)
				m = nil
			}
			j.done <- p
		}
	}
}

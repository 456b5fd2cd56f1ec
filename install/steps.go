package main

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"
)

// step brings one part of an installation up to date.
type step struct {
	name string
	// waits says what the step takes its time with, for the reader.
	waits string
	// after lists the steps whose results this one uses. When the inputs of one
	// of them change, this one runs again too.
	after []*step
	// lane names what the step needs for itself: steps of one lane take turns.
	lane string
	// inputs is a hash of all that the results depend on.
	inputs string
	// makes lists what must be under the prefix for the step to count as done.
	makes []string
	// do makes the results in w's temporary folder and publishes them.
	do func(ctx context.Context, w *work) error
	// cost says what is lost when an optional step fails; empty for the others,
	// whose failure fails the installation.
	cost string
}

// hash is the step's stamp: its inputs and those of the steps before it.
func (s *step) hash() string {
	parts := []string{s.name, s.inputs}
	for _, before := range s.after {
		parts = append(parts, before.hash())
	}
	return digest(parts...)
}

// done says whether the step's results are there and made from today's inputs.
func (s *step) done(home prefix) bool {
	for _, made := range s.makes {
		if !exists(home.in(made)) {
			return false
		}
	}
	return readStamp(home, s.name) == s.hash()
}

// runner runs steps, each as soon as those before it are finished.
type runner struct {
	home     prefix
	progress *progress
	lanes    map[string]*sync.Mutex
}

// outcome is how a step ended; closed is closed then.
type outcome struct {
	closed chan struct{}
	err    error
}

// runSteps brings all steps up to date. The first failure stops the others; it
// is returned after every step has ended.
func runSteps(ctx context.Context, home prefix, steps []*step, p *progress) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer os.RemoveAll(home.in(workFolder))
	r := &runner{home: home, progress: p, lanes: map[string]*sync.Mutex{}}
	outcomes := map[*step]*outcome{}
	for _, s := range steps {
		r.lanes[s.lane] = &sync.Mutex{}
		outcomes[s] = &outcome{closed: make(chan struct{})}
	}
	for _, s := range steps {
		go func() {
			o := outcomes[s]
			defer close(o.closed)
			o.err = r.runAfter(ctx, s, outcomes)
			if o.err != nil {
				cancel(o.err)
			}
		}()
	}
	for _, s := range steps {
		<-outcomes[s].closed
	}
	return context.Cause(ctx)
}

// runAfter waits for the steps before s, then runs s if it is not done.
func (r *runner) runAfter(ctx context.Context, s *step, outcomes map[*step]*outcome) error {
	for _, before := range s.after {
		<-outcomes[before].closed
	}
	if s.lane != "" {
		r.lanes[s.lane].Lock()
		defer r.lanes[s.lane].Unlock()
	}
	if ctx.Err() != nil {
		return nil // the step that failed reports why
	}
	if s.done(r.home) {
		r.progress.ready(s)
		return nil
	}
	return r.run(ctx, s)
}

// run runs s in a temporary folder of its own and stamps it when it succeeds.
func (r *runner) run(ctx context.Context, s *step) error {
	start := time.Now()
	r.progress.started(s)
	w := &work{home: r.home, step: s.name, dir: r.home.in(workFolder, s.name),
		say:  func(now string) { r.progress.waiting(s, now, true) },
		hint: func(now string) { r.progress.waiting(s, now, false) },
	}
	err := r.attempt(ctx, s, w)
	switch {
	case err == nil:
		r.progress.finished(s, time.Since(start), w.note)
		return nil
	case ctx.Err() != nil:
		r.progress.stopped(s)
		return nil
	case s.cost != "":
		r.progress.wentWithout(s, time.Since(start), err)
		return nil
	}
	r.progress.failed(s, time.Since(start))
	return fmt.Errorf("%s: %w", s.name, err)
}

func (r *runner) attempt(ctx context.Context, s *step, w *work) error {
	if err := os.MkdirAll(w.dir, 0o755); err != nil {
		return fmt.Errorf("making a temporary folder: %w", err)
	}
	defer os.RemoveAll(w.dir)
	if err := s.do(ctx, w); err != nil {
		return err
	}
	return writeStamp(r.home, s.name, s.hash())
}

// workFolder holds the temporary folders of running steps, on the disk of the
// results, so that these can be renamed into place.
const workFolder = ".work"

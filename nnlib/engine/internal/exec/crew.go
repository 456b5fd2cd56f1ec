package exec

import (
	"runtime"
	"sync/atomic"
	"time"
)

// crew are goroutines that share the work of a step. They stay awake while they
// wait for it: to wake a sleeping one takes as long as much of the work does.
type crew struct {
	partners int
	started  bool
	work     func(worker int)
	round    atomic.Uint32 // counts what was given out
	busy     atomic.Int32  // partners that are still at it
	ended    atomic.Bool
}

// largestCrew bounds a crew: more would wait more than they work.
const largestCrew = 4

// newCrew makes a crew of as many as there are cores. The first work that is worth
// sharing starts it, and close ends it.
func newCrew() *crew {
	return &crew{partners: min(runtime.GOMAXPROCS(0), largestCrew) - 1}
}

func (w *crew) start() {
	w.started = true
	for worker := range w.partners {
		go w.help(worker + 1)
	}
}

func (w *crew) help(worker int) {
	for round := uint32(1); ; round++ {
		stayAwake(func() bool { return w.round.Load() == round })
		if w.ended.Load() {
			return
		}
		w.work(worker)
		w.busy.Add(-1)
	}
}

// stayAwake waits until done without sleeping; after a while it lets others run. It
// dozes off after some milliseconds, as a step of a recurrent net has between two
// products, which would take twice as long beside a core that only waits.
func stayAwake(done func() bool) {
	const spins, yields = 10_000, 20_000
	for i := 0; !done(); i++ {
		switch {
		case i > yields:
			time.Sleep(100 * time.Microsecond)
		case i > spins:
			runtime.Gosched()
		}
	}
}

// all runs work for each worker of the crew, and for the caller as worker 0, and
// waits for the last.
func (w *crew) all(work func(worker int)) {
	if !w.started {
		w.start()
	}
	w.work = work
	w.busy.Store(int32(w.partners))
	w.round.Add(1)
	work(0)
	stayAwake(func() bool { return w.busy.Load() == 0 })
}

func (w *crew) close() {
	w.ended.Store(true)
	w.round.Add(1)
}

// worthSharing is from how many multiplications on work is shared.
const worthSharing = 200_000

// share calls f with parts of the range [0, n), each a multiple of step but the last,
// on all of the crew where there is enough to do.
func (w *crew) share(n, step, multiplications int, f func(from, to int)) {
	steps := (n + step - 1) / step
	workers := min(1+w.partners, steps, 1+multiplications/worthSharing)
	if workers < 2 {
		f(0, n)
		return
	}
	at := func(worker int) int { return min(n, worker*steps/workers*step) }
	w.all(func(worker int) {
		if worker < workers {
			f(at(worker), at(worker+1))
		}
	})
}

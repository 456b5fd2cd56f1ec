package main

import (
	"sync/atomic"
	"time"

	"nnbook/kernel/jupyter"
)

// What a cell prints comes through GoNB and what it displays doesn't; so a display
// waits until nothing was printed for so long, and at most that long.
const (
	quietPeriod = 10 * time.Millisecond
	longestWait = 50 * time.Millisecond
)

// streams knows when something was printed last, in nanoseconds since 1970.
type streams struct {
	last atomic.Int64
}

// passStream hands on what a cell printed.
func (k *kernel) passStream(m jupyter.Message) {
	k.streams.last.Store(time.Now().UnixNano())
	k.publish(m)
}

// settle waits until what was printed before the given time has arrived.
func (s *streams) settle(since time.Time) {
	for {
		now := time.Now()
		last := time.Unix(0, max(s.last.Load(), since.UnixNano()))
		wait := min(last.Add(quietPeriod).Sub(now), since.Add(longestWait).Sub(now))
		if wait <= 0 {
			return
		}
		time.Sleep(wait)
	}
}

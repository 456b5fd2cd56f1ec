package charts

import (
	"time"

	"nnbook/kernel/display"
)

// screen shows one chart after the other in the same place of the notebook, from a
// goroutine of its own, so that whoever draws never waits for the notebook.
type screen struct {
	id   string
	next chan *Chart // the newest chart, if it has not been fetched yet
	done chan struct{}
}

// farewell is how long close waits for the last chart to be shown.
const farewell = 2 * time.Second

func newScreen(id string) *screen {
	s := &screen{id: id, next: make(chan *Chart, 1), done: make(chan struct{})}
	go s.run()
	return s
}

// show hands over the chart to show next, in place of one that still waits.
func (s *screen) show(c *Chart) {
	select {
	case <-s.next:
	default:
	}
	s.next <- c
}

// close waits until the last chart is shown. It may be called on nil.
func (s *screen) close() {
	if s == nil {
		return
	}
	close(s.next)
	select {
	case <-s.done:
	case <-time.After(farewell):
	}
}

// run shows charts until the screen is closed. After the first failure it goes quiet:
// the notebook is gone, and the training is worth more than its picture.
func (s *screen) run() {
	defer close(s.done)
	shown, gone := false, false
	for c := range s.next {
		if gone {
			continue
		}
		m := c.message()
		m.DisplayID, m.Update = s.id, shown
		gone = display.Send(m) != nil
		shown = true
	}
}

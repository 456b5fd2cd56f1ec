package charts

import (
	"time"

	"nnbook/kernel/display"
)

// screen shows one chart after the other in the same place of the notebook. All but
// the first go out from a goroutine of its own, so that whoever draws never waits.
type screen struct {
	id   string
	next chan *Chart // the newest chart, if it has not been fetched yet
	done chan struct{}
}

// farewell is how long close waits for the last chart to be shown.
const farewell = 2 * time.Second

// newScreen shows the first chart before it returns, so that what is printed
// from then on stands below.
func newScreen(id string, first *Chart) *screen {
	s := &screen{id: id, next: make(chan *Chart, 1), done: make(chan struct{})}
	if s.send(first, false) != nil {
		return nil // the notebook is gone
	}
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
	gone := false
	for c := range s.next {
		gone = gone || s.send(c, true) != nil
	}
}

func (s *screen) send(c *Chart, update bool) error {
	m := c.message()
	m.DisplayID, m.Update = s.id, update
	return display.Send(m)
}

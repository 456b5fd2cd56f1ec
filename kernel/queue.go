package main

import (
	"context"
	"sync"
)

// queue holds the cells that wait for their turn.
type queue struct {
	mu       sync.Mutex
	requests []request
	came     chan struct{} // holds an element if there may be a request
}

func newQueue() *queue { return &queue{came: make(chan struct{}, 1)} }

func (q *queue) add(r request) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.requests = append(q.requests, r)
	select {
	case q.came <- struct{}{}:
	default:
	}
}

// next returns the next request, waiting for one until life ends.
func (q *queue) next(life context.Context) (r request, ok bool) {
	for {
		q.mu.Lock()
		if len(q.requests) > 0 && life.Err() == nil {
			r, q.requests = q.requests[0], q.requests[1:]
			q.mu.Unlock()
			return r, true
		}
		q.mu.Unlock()
		select {
		case <-q.came:
		case <-life.Done():
			return r, false
		}
	}
}

// drain takes all requests that wait.
func (q *queue) drain() []request {
	q.mu.Lock()
	defer q.mu.Unlock()
	all := q.requests
	q.requests = nil
	return all
}

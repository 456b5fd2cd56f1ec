package nnlib

import (
	"os"
	"os/signal"
)

// onInterrupt calls f at the first interrupt, from the notebook's stop button or
// Ctrl-C. The second one ends the program, as without onInterrupt. The function
// that it returns puts things back as they were.
func onInterrupt(f func()) (restore func()) {
	interrupts, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(interrupts, os.Interrupt)
	go func() {
		select {
		case <-interrupts:
			signal.Stop(interrupts)
			f()
		case <-done:
		}
	}()
	return func() {
		signal.Stop(interrupts)
		close(done)
	}
}

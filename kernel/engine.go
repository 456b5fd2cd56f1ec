package main

import (
	"fmt"
	"io"
	"log"
	"os/exec"
	"path/filepath"
	"time"
)

// The pause before an engine that died soon after its start is started again.
const (
	soon       = 5 * time.Second
	firstPause = 100 * time.Millisecond
	longest    = 10 * time.Second
)

// engine keeps the engine running, in which models and data live. The engine notices
// the kernel's end, even a sudden one, by the end of its input: it then kills the
// process groups that it was told of and removes the private folder.
type engine struct {
	ended chan struct{} // closed when the engine is gone for good
	stop  chan struct{} // closed to end it
}

// startEngine starts the engine ahead of need.
func (k *kernel) startEngine() *engine {
	e := &engine{ended: make(chan struct{}), stop: make(chan struct{})}
	go func() {
		defer close(e.ended)
		k.keepEngine(e.stop)
	}()
	return e
}

// close ends the engine and waits until it is gone.
func (e *engine) close() {
	close(e.stop)
	<-e.ended
}

// keepEngine runs one engine after the other until it is told to stop.
func (k *kernel) keepEngine(stop <-chan struct{}) {
	pause := firstPause
	for {
		begin := time.Now()
		process, input, err := k.runEngine()
		if err != nil {
			log.Printf("starting the engine: %v; models can't be trained until the installer has run again", err)
			<-stop
			return
		}
		select {
		case <-stop:
			input.Close()
			endEngine(process)
			return
		case <-process.done:
			input.Close()
			log.Printf("the engine ended (%v) and is started again; its last words:\n%s", process.err, process.words)
		}
		if time.Since(begin) > soon {
			pause = firstPause
			continue
		}
		select {
		case <-stop:
			return
		case <-time.After(pause):
			pause = min(2*pause, longest)
		}
	}
}

// runEngine starts an engine and tells it what to end should the kernel be killed.
func (k *kernel) runEngine() (*child, io.WriteCloser, error) {
	command := exec.Command(filepath.Join(k.prefix, "bin", "nnbook-engine"), "-run", k.folder)
	command.Env = k.environment()
	input, err := command.StdinPipe()
	if err != nil {
		return nil, nil, err
	}
	process, err := startChild(command, outliveKernel)
	if err != nil {
		return nil, nil, err
	}
	if _, err := fmt.Fprintf(input, "pgid %d\n", k.gonb.group()); err != nil {
		logf("telling the engine: %v", err)
	}
	return process, input, nil
}

// endEngine waits for an engine whose input was closed to end, and kills it if it
// takes its time.
func endEngine(process *child) {
	select {
	case <-process.done:
	case <-time.After(500 * time.Millisecond):
	}
	process.terminate(200 * time.Millisecond)
}

package main

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"nnbook/kernel/internal/infer"
	"nnbook/kernel/internal/svg"
	"nnbook/kernel/jupyter"
)

// kernel is everything that one running kernel consists of.
type kernel struct {
	prefix  string          // where nnbook is installed
	folder  string          // the private folder, gone when the kernel is
	session jupyter.Session // of the messages that begin here
	asks    jupyter.Session // of the requests to GoNB that have turns

	front *front // towards Jupyter
	back  *back  // towards GoNB

	gonb     *child
	engine   *engine
	queue    *queue       // cells that wait
	count    atomic.Int64 // of the cells that were run
	work     work         // what the kernel is busy with
	memory   memory       // what earlier cells declared
	types    *infer.Checker
	history  *history
	comms    comms
	helper   helper
	pictures pictures // static pictures of charts
	streams  streams  // when something was printed last

	interrupting sync.Mutex // held while a cell is told to end

	life context.Context
	end  context.CancelCauseFunc
}

// errShutdown is why a kernel ends that was told to.
var errShutdown = errors.New("shut down")

// newKernel makes the private folder and listens for Jupyter.
func newKernel(prefix string, connection jupyter.Connection) (*kernel, error) {
	prefix, err := filepath.Abs(prefix)
	if err != nil {
		return nil, err
	}
	k := &kernel{prefix: prefix, session: jupyter.NewSession("kernel"), asks: jupyter.NewSession("kernel"), queue: newQueue(), history: openHistory()}
	k.life, k.end = context.WithCancelCause(context.Background())
	if k.folder, err = makeFolder(); err != nil {
		return nil, err
	}
	if k.front, err = listen(k.life, connection); err != nil {
		return nil, errors.Join(err, k.close())
	}
	k.pictures.renderer = svg.Start(k.life, filepath.Join(prefix, "lib", "echarts.min.js"))
	return k, nil
}

// start brings up GoNB and the engine and begins to pass messages. Requests are taken
// at once; those for GoNB wait until it is there.
func (k *kernel) start(connectionFile string) error {
	k.types = infer.New(k.gonbFolder, k.environment())
	if err := k.startGoNB(connectionFile); err != nil {
		return err
	}
	k.engine = k.startEngine()
	if err := k.listenForDisplays(); err != nil {
		return err
	}
	k.handleSignals()
	k.watchParent()
	go echo(k.front.heartbeat)
	go k.runCells()
	for _, channel := range requestChannels {
		go k.takeRequests(channel)
	}
	return nil
}

// failure returns why the kernel ended, unless it was told to.
func (k *kernel) failure() error {
	if cause := context.Cause(k.life); !errors.Is(cause, errShutdown) {
		return cause
	}
	return nil
}

// close ends everything that the kernel started and removes its folder.
func (k *kernel) close() error {
	k.end(errShutdown)
	if k.gonb != nil {
		k.gonb.terminate(700 * time.Millisecond)
	}
	if k.engine != nil {
		k.engine.close()
	}
	if k.front != nil {
		k.front.close()
	}
	return removeFolder(k.folder)
}

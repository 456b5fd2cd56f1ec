package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"time"

	"github.com/go-zeromq/zmq4"

	"nnbook/kernel/jupyter"
)

// front holds the sockets that Jupyter connects to.
type front struct {
	key       jupyter.Key
	channels  map[jupyter.Channel]zmq4.Socket // shell, control, stdin
	iopub     zmq4.Socket
	heartbeat zmq4.Socket
}

// back holds the sockets towards GoNB. The three that take requests share an
// identity: GoNB asks for input under the one that the request to run came from.
type back struct {
	key      jupyter.Key
	channels map[jupyter.Channel]zmq4.Socket
	iopub    zmq4.Socket
	outbox   map[jupyter.Channel]chan jupyter.Message // requests for GoNB, in order
	ready    chan struct{}                            // closed when GoNB answers
}

// outboxSize is how many requests can wait for GoNB: more than a notebook has cells.
const outboxSize = 1000

// requestChannels are the channels that requests and replies go through.
var requestChannels = []jupyter.Channel{jupyter.Shell, jupyter.Control, jupyter.Stdin}

// quiet keeps the ZeroMQ library from logging every frontend that goes away.
var quiet = zmq4.WithLogger(log.New(io.Discard, "", 0))

// listen opens the sockets for Jupyter. The publisher queues without limit: a slow
// frontend gets everything, later.
func listen(life context.Context, connection jupyter.Connection) (*front, error) {
	f := &front{
		key:      connection.Key,
		channels: map[jupyter.Channel]zmq4.Socket{},
		iopub:    zmq4.NewPub(life, quiet),
		// A ROUTER that echoes is what any number of frontends take for a REP.
		heartbeat: zmq4.NewRouter(life, quiet),
	}
	sockets := map[jupyter.Channel]zmq4.Socket{jupyter.IOPub: f.iopub, jupyter.Heartbeat: f.heartbeat}
	for _, channel := range requestChannels {
		f.channels[channel] = zmq4.NewRouter(life, quiet)
		sockets[channel] = f.channels[channel]
	}
	for channel, socket := range sockets {
		if err := socket.Listen(connection.Address(channel)); err != nil {
			f.close()
			return nil, fmt.Errorf("listening for Jupyter on the %s channel: %w", channel, err)
		}
	}
	return f, nil
}

func (f *front) close() {
	f.iopub.Close()
	f.heartbeat.Close()
	for _, socket := range f.channels {
		socket.Close()
	}
}

// dial opens the sockets to GoNB, waiting until it listens or life ends.
func (b *back) dial(life context.Context, connection jupyter.Connection) error {
	patient := []zmq4.Option{
		quiet, zmq4.WithID(zmq4.SocketIdentity("nnbook")), zmq4.WithDialerRetry(2 * time.Millisecond), zmq4.WithDialerMaxRetries(-1),
	}
	b.iopub = zmq4.NewSub(life, patient...)
	if err := b.iopub.SetOption(zmq4.OptionSubscribe, ""); err != nil {
		return err
	}
	b.channels = map[jupyter.Channel]zmq4.Socket{}
	sockets := map[jupyter.Channel]zmq4.Socket{jupyter.IOPub: b.iopub}
	for _, channel := range requestChannels {
		b.channels[channel] = zmq4.NewDealer(life, patient...)
		sockets[channel] = b.channels[channel]
	}
	for channel, socket := range sockets {
		if err := socket.Dial(connection.Address(channel)); err != nil {
			return fmt.Errorf("connecting to GoNB's %s channel: %w", channel, errors.Join(err, life.Err()))
		}
	}
	return nil
}

// hasSubscriber reports whether a frontend gets what is published.
func (f *front) hasSubscriber() bool {
	topics, ok := f.iopub.(zmq4.Topics)
	return ok && len(topics.Topics()) > 0
}

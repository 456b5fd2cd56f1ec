// Package wire carries calls between a cell and the engine: gob on a stream, a
// unix socket in a notebook and a pipe within one process.
package wire

import (
	"encoding/gob"
	"fmt"
	"io"
	"sync"

	"nnbook/nnlib/internal/fault"
)

// Version names the messages' form. Raise it with every change, so that a cell
// and an engine of two builds say so instead of misreading one another.
const Version = 2

// Conn is one end of a call. Send may be called from several goroutines,
// Receive from one.
type Conn struct {
	stream  io.ReadWriteCloser
	sending sync.Mutex
	encoder *gob.Encoder
	decoder *gob.Decoder
}

type envelope struct{ Message any }

type greeting struct{ Version int }

// Dial opens the cell's end.
func Dial(stream io.ReadWriteCloser) (*Conn, error) {
	c := newConn(stream)
	if err := c.encoder.Encode(greeting{Version}); err != nil {
		return nil, fmt.Errorf("greeting the engine: %w", err)
	}
	return c, nil
}

// Accept opens the engine's end, and turns a cell of another build away.
func Accept(stream io.ReadWriteCloser) (*Conn, error) {
	c := newConn(stream)
	var hello greeting
	if err := c.decoder.Decode(&hello); err != nil {
		return nil, fmt.Errorf("reading a cell's greeting: %w", err)
	}
	if hello.Version != Version {
		err := fault.Error{
			Who:      "nnbook's engine",
			Expected: fmt.Sprintf("version %d of nnlib", Version),
			Got:      fmt.Sprintf("version %d", hello.Version),
			Fix:      "run `go run ./install -lab=false` and restart the kernel",
		}
		_ = c.Send(Failure{err}) // the cell may be gone
		return nil, &err
	}
	return c, nil
}

func newConn(stream io.ReadWriteCloser) *Conn {
	return &Conn{stream: stream, encoder: gob.NewEncoder(stream), decoder: gob.NewDecoder(stream)}
}

// Send sends one message of this package.
func (c *Conn) Send(message any) error {
	c.sending.Lock()
	defer c.sending.Unlock()
	if err := c.encoder.Encode(envelope{message}); err != nil {
		return fmt.Errorf("sending %T: %w", message, err)
	}
	return nil
}

// Receive waits for the next message. It returns io.EOF when the other end has
// closed.
func (c *Conn) Receive() (any, error) {
	var next envelope
	if err := c.decoder.Decode(&next); err != nil {
		return nil, err
	}
	return next.Message, nil
}

// Close ends the call; the other end's Receive returns io.EOF.
func (c *Conn) Close() error { return c.stream.Close() }

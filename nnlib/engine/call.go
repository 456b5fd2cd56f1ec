package engine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"runtime/debug"
	"time"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/wire"
)

// Why a call's context ends.
var (
	errInterrupted = errors.New("interrupted")
	errGone        = errors.New("the cell is gone")
	errStopped     = errors.New("stopped by a callback")
)

// farewell is how long a cell may take to hang up after the answer.
const farewell = 10 * time.Second

// call is one call of a cell, while it lasts.
type call struct {
	context.Context // ends with an interrupt or with the cell
	cancel          context.CancelCauseFunc
	unstopped       context.Context // ends with that, or when training is to stop
	stop            context.CancelCauseFunc
	engine          *Engine
	conn            *wire.Conn
	who             string // `Fit of model "mnist"`
	proceed         chan wire.Go
	arrays          chan wire.Arrays
	ended           chan struct{} // closed when the cell has hung up
}

// Serve answers one call and closes the stream.
func (e *Engine) Serve(stream io.ReadWriteCloser) {
	defer stream.Close()
	conn, err := wire.Accept(stream)
	if errors.Is(err, io.EOF) {
		return // somebody only looked whether the engine is there
	}
	if err != nil {
		log.Print(err)
		return
	}
	request, err := conn.Receive()
	if err == io.EOF {
		return
	}
	c := newCall(conn, request)
	c.engine = e
	go c.listen()
	var result any
	if err == nil {
		result, err = e.answerSafely(c, request)
	} else {
		err = fmt.Errorf("reading a call: %w", err)
	}
	c.end(result, err)
}

func newCall(conn *wire.Conn, request any) *call {
	ctx, cancel := context.WithCancelCause(context.Background())
	unstopped, stop := context.WithCancelCause(ctx)
	return &call{
		Context: ctx, cancel: cancel,
		unstopped: unstopped, stop: stop,
		conn:    conn,
		who:     name(request),
		proceed: make(chan wire.Go, 1),
		arrays:  make(chan wire.Arrays),
		ended:   make(chan struct{}),
	}
}

// listen takes what else the cell says.
func (c *call) listen() {
	defer close(c.ended)
	for {
		message, err := c.conn.Receive()
		if err != nil {
			c.cancel(errGone)
			return
		}
		switch message := message.(type) {
		case wire.Interrupt:
			c.cancel(errInterrupted)
		case wire.Stop:
			c.stop(errStopped)
		case wire.Go:
			select {
			case c.proceed <- message:
			default: // nobody asked twice
			}
		case wire.Arrays:
			select {
			case c.arrays <- message:
			case <-c.Done():
			}
		}
	}
}

// answerSafely keeps what goes wrong in one call from ending the engine, with all
// that it holds.
func (e *Engine) answerSafely(c *call, request any) (result any, err error) {
	defer func() {
		if p := recover(); p != nil {
			log.Printf("%s: %v\n%s", c.who, p, debug.Stack())
			err = &fault.Error{
				Who: c.who,
				Got: fmt.Sprintf("a mistake of the engine's own: %v", p),
				Fix: "please report it; the other models are as they were",
			}
		}
	}()
	return e.answer(c, request)
}

// end sends the result or what went wrong, and waits until the cell has read it.
func (c *call) end(result any, err error) {
	defer c.cancel(nil)
	var message any = wire.Done{Result: result}
	if err != nil {
		message = wire.Failure{Error: asFault(c.who, err)}
	}
	if c.conn.Send(message) != nil {
		return // the cell is gone
	}
	select {
	case <-c.ended:
	case <-time.After(farewell):
	}
}

// asFault makes an error one for people.
func asFault(who string, err error) fault.Error {
	var mistake *fault.Error
	if errors.As(err, &mistake) {
		said := *mistake
		if said.Who == "" {
			said.Who = who
		}
		return said
	}
	if errors.Is(err, errInterrupted) || errors.Is(err, context.Canceled) {
		return fault.Error{Who: who, Got: "interrupted", Fix: "run the cell again"}
	}
	return fault.Error{Who: who, Got: err.Error()}
}

// notice tells the user a sentence.
func (c *call) notice(format string, args ...any) {
	c.tell(wire.Notice{Text: fmt.Sprintf(format, args...)})
}

// tell sends an event. That the cell is gone ends the call's context.
func (c *call) tell(event any) {
	if c.conn.Send(event) != nil {
		c.cancel(errGone)
	}
}

// mayGoOn waits for the cell's word before and after an epoch.
func (c *call) mayGoOn() (wire.Go, error) {
	select {
	case word := <-c.proceed:
		return word, nil
	case <-c.Done():
		return wire.Go{}, context.Cause(c)
	}
}

// throttle is open at most ten times a second.
type throttle struct{ next time.Time }

const pace = 100 * time.Millisecond

func (t *throttle) open() bool {
	now := time.Now()
	if now.Before(t.next) {
		return false
	}
	t.next = now.Add(pace)
	return true
}

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/wire"
)

// call is one exchange with the engine.
type call struct {
	who           string     // who asks, for errors
	request       any        // of package wire
	data          []*Dataset // what the request names, in case the engine asks for it
	interruptible bool
	notice        func(text string) // prints a sentence; nil prints a line
	on            func(event any) (answer any)
}

// run makes the call and returns its result. It panics with an *Error for what
// the engine refuses, and if the engine is gone.
func (c call) run() any {
	result, problem := c.try()
	if problem != nil {
		panic(problem)
	}
	return result
}

// try is run for what can go wrong in the world.
func (c call) try() (result any, problem *Error) {
	conn, err := wire.Open()
	if err != nil {
		return nil, asError(c.who, "restart the kernel", err)
	}
	defer conn.Close()
	if c.interruptible {
		defer onInterrupt(func() { send(conn, wire.Interrupt{}) })()
	}
	send(conn, c.request)
	for {
		message, err := conn.Receive()
		if err != nil {
			return nil, engineDied(c.who, err)
		}
		switch m := message.(type) {
		case wire.Done:
			return m.Result, nil
		case wire.Failure:
			return nil, &m.Error
		default:
			if answer := c.answer(message); answer != nil {
				send(conn, answer)
			}
		}
	}
}

func (c call) answer(event any) any {
	switch event := event.(type) {
	case wire.Notice:
		if c.notice == nil {
			fmt.Println(event.Text)
		} else {
			c.notice(event.Text)
		}
		return nil
	case wire.NeedArrays:
		return c.arrays(event.ID)
	}
	if c.on == nil {
		return nil
	}
	return c.on(event)
}

func (c call) arrays(id string) any {
	for _, d := range c.data {
		if found := d.uploaded(id); found != nil {
			return found.arrays()
		}
	}
	if found := offeredUpload(id); found != nil {
		return found.arrays()
	}
	return nil
}

// send does not report that the engine is gone: Receive will, and knows better why.
func send(conn *wire.Conn, message any) { _ = conn.Send(message) }

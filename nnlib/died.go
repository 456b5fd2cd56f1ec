package nnlib

import (
	"fmt"

	"nnbook/kernel/socket"
	"nnbook/nnlib/internal/wire"
)

// engineDied says what is left after the engine went away in the middle of a
// call. In a notebook the kernel has started it again by then.
func engineDied(who string, err error) *Error {
	problem := &Error{Who: who, Got: fmt.Sprintf("the engine died (%v)", err), Fix: "run the program again"}
	if _, inNotebook := socket.Path(wire.SocketName); !inNotebook {
		return problem
	}
	problem.Fix = "restart the kernel"
	if models, ok := whatIsLeft(); ok {
		problem.Got += "; it was started again, with each model as it was after its last finished epoch" + models
		problem.Fix = "run this cell again; Fit goes on from there"
	}
	return problem
}

// whatIsLeft asks the new engine what it holds, in words.
func whatIsLeft() (text string, ok bool) {
	models, ok := askOnce(wire.GetModels{}).(wire.Models)
	for _, m := range models.List {
		text += fmt.Sprintf("\n  %q: %d epochs trained", m.Name, m.Epochs)
	}
	return text, ok
}

// askOnce is a call that gives up with nil.
func askOnce(request any) any {
	conn, err := wire.Open()
	if err != nil {
		return nil
	}
	defer conn.Close()
	send(conn, request)
	message, err := conn.Receive()
	if done, ok := message.(wire.Done); ok && err == nil {
		return done.Result
	}
	return nil
}

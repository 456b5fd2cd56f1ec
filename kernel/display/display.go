// Package display shows rich output in the notebook that a program runs in.
//
// A program that runs as a notebook cell hands each output, as a bundle of MIME
// types, to the kernel, which publishes it under that cell:
//
//	err := display.Send(display.Message{
//		Data: map[string]any{"text/plain": "loss 0.1", "image/svg+xml": svg},
//	})
//
// What the program printed before comes before it in the notebook, and what it
// prints after comes after it. Outside of a notebook there is nobody to show
// anything, and [Send] says so with [ErrNoKernel].
//
// The package is linked into every cell that draws, so it uses little of the
// standard library and nothing else.
package display

import (
	"errors"
	"os"

	"nnbook/kernel/socket"
)

// SocketName is the name of the kernel's display socket in the private folder.
const SocketName = "display.sock"

// ErrNoKernel is what [Send] returns, wrapped, in a program that doesn't run in a
// notebook with the nnbook kernel.
var ErrNoKernel = errors.New("display: this program runs outside of the nnbook kernel, so nothing can be shown; " +
	"run it in a notebook cell")

// Message is one output to show.
type Message struct {
	// Data holds the output as one or more MIME types. JSON types
	// ("application/json" or "…+json") hold any value that marshals to JSON; all
	// others hold a string, base64 encoded for binary formats such as PNG.
	Data map[string]any `json:"data"`

	// Metadata holds hints for a MIME type under its name, such as
	// {"width": 640, "height": 360}. It may be nil.
	Metadata map[string]any `json:"metadata,omitempty"`

	// DisplayID names the output, so that a later message can change it. It may be
	// empty when that is not needed.
	DisplayID string `json:"display_id,omitempty"`

	// Update says that the message replaces the output shown with the same
	// DisplayID, where that is, in place of adding a new one.
	Update bool `json:"update,omitempty"`

	// Clear says that the message holds nothing and clears what the cell showed so
	// far; see [Clear].
	Clear Clearing `json:"clear,omitempty"`
}

// Clearing says when a cell's outputs are cleared.
type Clearing string

// What [Message.Clear] can be, besides empty.
const (
	Now  Clearing = "now"  // at once
	Next Clearing = "next" // when there is something else to show, so that nothing flickers
)

// Clear clears what the running cell showed so far, prints included.
func Clear(when Clearing) error { return Send(Message{Clear: when}) }

// Reply is the kernel's answer to a [Message]. Error is empty when the message was
// published.
type Reply struct {
	Error string `json:"error"`
}

// Available reports whether the program runs in a notebook with the nnbook kernel.
func Available() bool {
	path, ok := socket.Path(SocketName)
	if !ok {
		return false
	}
	_, err := os.Stat(path)
	return err == nil
}

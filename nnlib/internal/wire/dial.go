package wire

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"nnbook/kernel/socket"
	"nnbook/nnlib/internal/fault"
)

// SocketName is the name of the engine's socket in the kernel's private folder.
const SocketName = "engine.sock"

// patience is how long a call waits for an engine that is still starting, or
// starting again.
const patience = 20 * time.Second

var serve func(io.ReadWriteCloser)

// Register makes an engine within this process answer the calls of programs
// that run outside a notebook. The package nnlib/engine calls it when imported.
func Register(engine func(io.ReadWriteCloser)) { serve = engine }

// Open begins a call: to the kernel's engine in a notebook, else to the one in
// this process.
func Open() (*Conn, error) {
	if path, ok := socket.Path(SocketName); ok {
		return dialSocket(path)
	}
	if serve == nil {
		return nil, &fault.Error{
			Who: "nnlib",
			Got: "no engine is running: this program runs outside a notebook",
			Fix: `import _ "nnbook/nnlib/engine"`,
		}
	}
	cell, engine := pipe()
	go serve(engine)
	return Dial(cell)
}

func dialSocket(path string) (*Conn, error) {
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		stream, err := socket.Dial(path)
		if err == nil {
			return Dial(stream)
		}
		if _, gone := os.Stat(filepath.Dir(path)); os.IsNotExist(gone) || time.Since(start) > patience {
			return nil, errors.Join(&fault.Error{
				Who: "nnlib",
				Got: "the engine does not answer",
				Fix: "restart the kernel; if that does not help, run `go run ./install -lab=false`",
			}, err)
		}
	}
}

package engine

import (
	"errors"
	"fmt"
	"net"
	"os"
)

// Listen opens the socket on which an engine of a process of its own answers. It
// takes the place of one that an earlier engine left behind, at no moment leaving
// cells without. Only the user may connect.
func Listen(path string) (net.Listener, error) {
	temp := fmt.Sprintf("%s.%d", path, os.Getpid())
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: temp, Net: "unix"})
	if err != nil {
		return nil, fmt.Errorf("listening for cells: %w", err)
	}
	listener.SetUnlinkOnClose(false) // by then the path may be the next engine's
	err = os.Chmod(temp, 0o600)
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("putting the engine's socket in place: %w", err), listener.Close(), os.Remove(temp))
	}
	return listener, nil
}

// ServeAll answers every call that comes, each in a goroutine, until the listener
// is closed.
func (e *Engine) ServeAll(listener net.Listener) error {
	for {
		stream, err := listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("waiting for cells: %w", err)
		}
		go e.Serve(stream)
	}
}

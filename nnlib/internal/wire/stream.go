package wire

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
)

// A cell links what this package imports, each time it changes. Package net
// would make that a fifth slower, so the two kinds of stream are made here.

// dialUnix connects to a unix socket.
func dialUnix(path string) (io.ReadWriteCloser, error) {
	syscall.ForkLock.RLock() // until a child process would not inherit it
	fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err == nil {
		syscall.CloseOnExec(fd)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return nil, fmt.Errorf("making a socket: %w", err)
	}
	if err := syscall.Connect(fd, &syscall.SockaddrUnix{Name: path}); err != nil {
		syscall.Close(fd)
		return nil, fmt.Errorf("connecting to %s: %w", path, err)
	}
	if err := syscall.SetNonblock(fd, true); err != nil { // so that Close ends a Read
		syscall.Close(fd)
		return nil, fmt.Errorf("setting up a socket: %w", err)
	}
	return os.NewFile(uintptr(fd), path), nil
}

// half is one end of a pipe in both directions.
type half struct {
	*io.PipeReader
	*io.PipeWriter
}

// pipe makes two ends: what is written to one is read from the other.
func pipe() (a, b io.ReadWriteCloser) {
	fromB, toA := io.Pipe()
	fromA, toB := io.Pipe()
	return half{fromB, toB}, half{fromA, toA}
}

// Close makes reads of the other end return io.EOF, and writes fail.
func (h half) Close() error { return errors.Join(h.PipeWriter.Close(), h.PipeReader.Close()) }

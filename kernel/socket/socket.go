// Package socket is how a program in a notebook reaches the processes beside it:
// the kernel and the engine listen on unix sockets in the kernel's private folder.
//
// Every changed cell links this package, and package net would make that a fifth
// slower; so it speaks to the system itself.
package socket

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// RunFolder is the environment variable that names the kernel's private folder.
// It is not set outside of a notebook.
const RunFolder = "NNBOOK_RUN"

// Path returns where the socket of a name is, and whether the program runs in a
// notebook at all.
func Path(name string) (path string, ok bool) {
	folder := os.Getenv(RunFolder)
	return filepath.Join(folder, name), folder != ""
}

// Dial connects to a unix socket. The file's deadlines work, and closing it ends
// a read.
func Dial(path string) (*os.File, error) {
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
	if err := syscall.SetNonblock(fd, true); err != nil { // or nothing could end a read
		syscall.Close(fd)
		return nil, fmt.Errorf("setting up a socket: %w", err)
	}
	return os.NewFile(uintptr(fd), path), nil
}

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
)

// lockPrefix makes the caller the only installer of home until it calls the
// function returned. Where another one is at work it says so and waits. The
// system drops the lock when the process ends, however it ends.
func lockPrefix(home prefix, out io.Writer) (unlock func(), err error) {
	for {
		if err := os.MkdirAll(string(home), 0o755); err != nil {
			return nil, &failure{what: fmt.Sprintf("making the folder %s", home), fix: "choose another with -prefix DIR", err: err}
		}
		path := home.in(".lock")
		file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
		if err != nil {
			return nil, &failure{what: fmt.Sprintf("writing under %s", home), fix: "choose another folder with -prefix DIR", err: err}
		}
		if err := flock(file, home, out); err != nil {
			file.Close()
			return nil, fmt.Errorf("locking %s: %w", path, err)
		}
		if sameFile(file, path) {
			return func() { file.Close() }, nil
		}
		file.Close() // the one who held it uninstalled: lock the new file
	}
}

func flock(file *os.File, home prefix, out io.Writer) error {
	err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		fmt.Fprintf(out, "Another installation is working on %s: waiting for it.\n", home)
		err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX)
		for errors.Is(err, syscall.EINTR) {
			err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX)
		}
	}
	return err
}

func sameFile(file *os.File, path string) bool {
	open, err1 := file.Stat()
	named, err2 := os.Stat(path)
	return err1 == nil && err2 == nil && os.SameFile(open, named)
}

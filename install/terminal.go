package main

import (
	"os"
	"strconv"
	"syscall"
	"unsafe"
)

// terminalWidth is the number of columns of the terminal, 80 where not known.
func terminalWidth() int {
	var size struct{ rows, columns, x, y uint16 }
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, os.Stdout.Fd(), syscall.TIOCGWINSZ, uintptr(unsafe.Pointer(&size)))
	if errno == 0 && size.columns > 0 {
		return int(size.columns)
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return 80
}

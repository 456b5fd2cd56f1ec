package main

import (
	"fmt"
	"syscall"
)

// sizeOfPrefix is about what an installation takes, in bytes: XLA's plugin and
// the virtual environment take a quarter of a gigabyte each, the binaries and
// what is made before it is put in place the rest.
const sizeOfPrefix = 1 << 30

// warnOfFullDisk says so early where a first installation will hardly fit.
func warnOfFullDisk(home prefix) {
	var disk syscall.Statfs_t
	if exists(home.python()) || syscall.Statfs(string(home), &disk) != nil {
		return
	}
	if free := uint64(disk.Bavail) * uint64(disk.Bsize); free < sizeOfPrefix {
		fmt.Printf("The disk of %s has only %d MB free; an installation takes about %d MB. -prefix DIR installs elsewhere.\n",
			home, free>>20, sizeOfPrefix>>20)
	}
}

package main

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// leftovers are the process groups that a kernel which ends, however it ends,
// leaves behind: GoNB and the cells.
type leftovers []int

// follow reads what the kernel says, lines "pgid N", until the kernel is gone.
func follow(kernel io.Reader) leftovers {
	var left leftovers
	lines := bufio.NewScanner(kernel)
	for lines.Scan() {
		var group int
		if _, err := fmt.Sscanf(lines.Text(), "pgid %d", &group); err != nil || group <= 1 || group == syscall.Getpgrp() {
			log.Printf("the kernel said %q, which is not understood", lines.Text())
			continue
		}
		// A group that ended by itself must not be killed later: its number may
		// be another's by then.
		left = append(slices.DeleteFunc(left, ended), group)
	}
	return left
}

func ended(group int) bool { return syscall.Kill(-group, 0) == syscall.ESRCH }

// clear kills the groups and removes the kernel's folder.
func (left leftovers) clear(run string) {
	for _, group := range left {
		if err := syscall.Kill(-group, syscall.SIGKILL); err != nil && err != syscall.ESRCH {
			log.Printf("ending process group %d: %v", group, err)
		}
	}
	if os.RemoveAll(run) == nil {
		return
	}
	// Cells may have left folders that they can't write to themselves.
	err := filepath.WalkDir(run, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			err = os.Chmod(path, 0o700)
		}
		return err
	})
	if err == nil || os.IsNotExist(err) {
		err = os.RemoveAll(run)
	}
	if err != nil {
		log.Print(err)
	}
}

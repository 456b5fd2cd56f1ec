//go:build !linux

package main

import "syscall"

// attributes puts a process in a group of its own. Here only the engine sees to its
// end when the kernel is killed.
func attributes(fate) *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

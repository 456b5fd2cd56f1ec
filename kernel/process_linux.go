package main

import "syscall"

// attributes puts a process in a group of its own, and has the system kill it with the
// kernel if it is to share its fate.
func attributes(f fate) *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{Setpgid: true}
	if f == dieWithKernel {
		a.Pdeathsig = syscall.SIGKILL
	}
	return a
}

package main

import (
	"errors"
	"os/exec"
	"syscall"
	"time"
)

// child is a process in a group of its own: signals that Jupyter sends to the
// kernel's group don't reach it, and all that it starts can be ended at once.
type child struct {
	command *exec.Cmd
	words   *tail         // the last of what it wrote
	done    chan struct{} // closed when it ended
	err     error         // how it ended, once it has
}

// fate says what becomes of a child when the kernel is killed, where the system can
// see to that.
type fate bool

const (
	dieWithKernel fate = true
	outliveKernel fate = false
)

// startChild starts a command in a process group of its own.
func startChild(command *exec.Cmd, f fate) (*child, error) {
	c := &child{command: command, words: new(tail), done: make(chan struct{})}
	command.SysProcAttr = attributes(f)
	command.Stdout, command.Stderr = c.words, c.words
	command.WaitDelay = 200 * time.Millisecond // what it started may hold its output open
	if err := command.Start(); err != nil {
		return nil, err
	}
	go func() {
		c.err = command.Wait()
		close(c.done)
	}()
	return c, nil
}

// group returns the id of the child's process group.
func (c *child) group() int { return c.command.Process.Pid }

// terminate asks the child's whole group to end and kills, after the grace period,
// what of it is left.
func (c *child) terminate(grace time.Duration) {
	syscall.Kill(-c.group(), syscall.SIGTERM)
	c.awaitGroup(grace)
	syscall.Kill(-c.group(), syscall.SIGKILL)
	c.awaitGroup(grace)
}

// awaitGroup waits until no process of the group is left, at most so long.
func (c *child) awaitGroup(patience time.Duration) {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if errors.Is(syscall.Kill(-c.group(), 0), syscall.ESRCH) {
			return
		}
	}
}

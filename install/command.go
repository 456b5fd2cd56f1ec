package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// command is a program to run, as part of a step.
type command struct {
	dir  string
	env  []string // added to the environment
	args []string
	fix  string            // what to do when it fails
	hear func(line string) // told of each line on standard output as it comes, if set
}

// run runs c to its end and returns what it printed on standard output. When
// ctx ends, c and all that it started end too.
func (c command) run(ctx context.Context) (string, error) {
	cmd := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), c.env...)
	endWithGroup(cmd)
	var stdout bytes.Buffer
	var all sharedBuffer
	cmd.Stdout = io.MultiWriter(&stdout, &all, &lineWriter{hear: c.hear})
	cmd.Stderr = &all
	if err := cmd.Run(); err != nil {
		return "", &failure{what: fmt.Sprintf("%s failed", c.name()), fix: c.fix, output: all.String(), err: err}
	}
	return stdout.String(), nil
}

// name is the program and its first words, as a reader would call it.
func (c command) name() string {
	words := []string{filepath.Base(c.args[0])}
	for _, word := range c.args[1:min(len(c.args), 4)] {
		if !strings.HasPrefix(word, "-") && !filepath.IsAbs(word) {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// endWithGroup puts cmd into a process group of its own, so that a Ctrl-C at
// the terminal reaches it only through its context, which then ends the group.
func endWithGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
	cmd.WaitDelay = 5 * time.Second
}

// lineWriter tells hear, if set, of each whole line written to it.
type lineWriter struct {
	hear func(string)
	rest string
}

func (w *lineWriter) Write(p []byte) (int, error) {
	if w.hear == nil {
		return len(p), nil
	}
	lines := strings.Split(w.rest+string(p), "\n")
	for _, line := range lines[:len(lines)-1] {
		w.hear(line)
	}
	w.rest = lines[len(lines)-1]
	return len(p), nil
}

// sharedBuffer may be written to from several goroutines.
type sharedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *sharedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *sharedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}

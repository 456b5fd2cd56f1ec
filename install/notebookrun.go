package main

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

//go:embed run.py
var runScript string

// runEvent is one line of run.py's output.
type runEvent struct {
	Event     string
	Cell      int    // index in the notebook, from 0
	Number    int    // among the code cells, from 1
	Count     int    // of code cells
	Source    string // of the cell that starts
	Text      string // of a stream
	Notebook  string // the executed notebook, as JSON
	Name      string // of an error
	Message   string
	Traceback string
}

// reporter is told of each event of a run.
type reporter interface{ report(runEvent) }

// executed is how a run ended.
type executed struct {
	notebook []byte // with the outputs so far; nil if the kernel never came up
	err      error
}

// runNotebook runs the notebook at path in a fresh kernel, with folder as its
// working folder. When ctx ends, the kernel is shut down and the run ends.
func runNotebook(ctx context.Context, home prefix, path, folder string, to reporter) executed {
	cmd := exec.CommandContext(ctx, home.python(), "-c", runScript, path, folder)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "PYTHONNOUSERSITE=1", "PYTHONUNBUFFERED=1", "NNBOOK_HOME="+string(home))
	endWithGroup(cmd)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGINT) } // it shuts the kernel down
	cmd.WaitDelay = 20 * time.Second
	var stderr sharedBuffer
	cmd.Stderr = &stderr
	events, err := cmd.StdoutPipe()
	if err != nil {
		return executed{err: fmt.Errorf("starting Python: %w", err)}
	}
	parent, err := cmd.StdinPipe() // closes with this process, however it ends
	if err != nil {
		return executed{err: fmt.Errorf("starting Python: %w", err)}
	}
	defer parent.Close()
	if err := cmd.Start(); err != nil {
		return executed{err: &failure{what: "starting Python", fix: "run go run ./install -lab=false", err: err}}
	}
	result, ended := follow(events, to)
	waitErr := cmd.Wait()
	switch {
	case ctx.Err() != nil:
		result.err = ctx.Err()
	case result.err == nil && !ended:
		result.err = &failure{what: "running the notebook failed", fix: "the output above says why", output: stderr.String(), err: waitErr}
	}
	var dead *deadKernel
	if errors.As(result.err, &dead) {
		dead.output = stderr.String()
	}
	return result
}

// deadKernel says that the kernel did not start or ended by itself.
type deadKernel struct {
	cell    int
	message string
	output  string
}

func (d *deadKernel) Error() string {
	text := "the kernel did not start"
	if d.cell > 0 {
		text = fmt.Sprintf("the kernel died in cell %d", d.cell)
	}
	if d.message != "" {
		text += ": " + d.message
	}
	if d.output != "" {
		text += "\n\n" + indent(lastLines(d.output, 20))
	}
	return text
}

// cellError is the error that a cell ended with.
type cellError struct {
	number    int
	source    string
	name      string
	message   string
	traceback string
}

func (e *cellError) Error() string { return fmt.Sprintf("cell %d failed", e.number) }

// follow reads run.py's events to their end. It reports whether the last one,
// which says how the run ended, was there.
func follow(events io.Reader, to reporter) (result executed, ended bool) {
	lines := bufio.NewReader(events)
	var now runEvent // the cell under way
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return result, ended
		}
		var event runEvent
		if err := json.Unmarshal(line, &event); err != nil {
			result.err = fmt.Errorf("reading run.py's event %q: %w", clip(string(line), 80), err)
			continue
		}
		switch event.Event {
		case "start":
			now = event
		case "notebook":
			result.notebook, err = tidyNotebook([]byte(event.Notebook))
			if err != nil {
				result.err = err
			}
		case "finished", "interrupted":
			ended = true
		case "error":
			ended = true
			result.err = &cellError{now.Number, now.Source, event.Name, event.Message, event.Traceback}
		case "dead":
			ended = true
			result.err = &deadKernel{cell: now.Number, message: event.Message}
		}
		to.report(event)
	}
}

// executedName is the name of the executed copy beside a notebook.
func executedName(notebook string) string {
	ext := filepath.Ext(notebook)
	return notebook[:len(notebook)-len(ext)] + ".executed" + ext
}

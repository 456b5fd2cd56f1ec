package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// experiment is the environment that the engine is built with, and so tested.
func experiment() []string {
	if runtime.GOARCH == "amd64" {
		return []string{"GOEXPERIMENT=simd"}
	}
	return nil
}

// goTest runs go test on t's packages and follows what it says.
func (t *tester) goTest(ctx context.Context) error {
	args := append([]string{"test", "-json", "-timeout", "40m"}, t.packages...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = t.root
	cmd.Env = append(append(os.Environ(), "NNBOOK_HOME="+string(t.home), "NNBOOK_ARTIFACTS="+testArtifacts(t.root)), experiment()...)
	if data := testData(t.root); data != "" {
		cmd.Env = append(cmd.Env, "NNBOOK_DATA="+data)
	}
	endWithGroup(cmd)
	cmd.Stderr = os.Stderr
	events, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("starting go test: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("starting go test: %w", err)
	}
	f := newTestFollower(t.out, &t.tally)
	readErr := f.follow(events)
	waitErr := cmd.Wait()
	var exit *exec.ExitError
	if waitErr != nil && !errors.As(waitErr, &exit) {
		return fmt.Errorf("running go test: %w", waitErr)
	}
	if waitErr != nil && t.tally.failed == 0 && ctx.Err() == nil {
		t.tally.fail("go test: " + waitErr.Error())
	}
	return readErr
}

// testEvent is a line of go test -json.
type testEvent struct {
	Action      string
	Package     string
	ImportPath  string // of what was built
	Test        string
	Elapsed     float64
	Output      string
	FailedBuild string
}

// testFollower turns go test's events into lines for the reader and a tally.
type testFollower struct {
	out     io.Writer
	tally   *tally
	outputs map[[2]string]*strings.Builder // by package and test
	counts  map[string]int                 // tests that ended, by package
	failed  map[string]bool                // packages with a failed test
}

func newTestFollower(out io.Writer, counts *tally) *testFollower {
	return &testFollower{out, counts, map[[2]string]*strings.Builder{}, map[string]int{}, map[string]bool{}}
}

func (f *testFollower) follow(events io.Reader) error {
	lines := bufio.NewReader(events)
	for {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading go test's output: %w", err)
		}
		var event testEvent
		if json.Unmarshal(line, &event) != nil {
			fmt.Fprintf(f.out, "%s", line) // not an event: show it as it is
			continue
		}
		f.handle(event)
	}
}

func (f *testFollower) handle(e testEvent) {
	switch e.Action {
	case "build-output":
		fmt.Fprint(f.out, e.Output)
	case "output":
		f.output(e)
	case "pass", "fail", "skip":
		if e.Test != "" {
			f.testEnded(e)
		} else {
			f.packageEnded(e)
		}
	}
}

// output keeps what a test prints, for when it fails, and notes what it says
// could not run.
func (f *testFollower) output(e testEvent) {
	key := [2]string{e.Package, e.Test}
	if f.outputs[key] == nil {
		f.outputs[key] = new(strings.Builder)
	}
	f.outputs[key].WriteString(e.Output)
	f.tally.noteNotRun(e.Package, e.Test, e.Output)
}

func (f *testFollower) testEnded(e testEvent) {
	f.counts[e.Package]++
	key := [2]string{e.Package, e.Test}
	text := ""
	if f.outputs[key] != nil {
		text = f.outputs[key].String()
		delete(f.outputs, key)
	}
	switch e.Action {
	case "pass":
		f.tally.passed++
	case "skip":
		f.tally.skip(e.Package, e.Test, text)
	case "fail":
		f.failed[e.Package] = true
		f.tally.fail(shortPackage(e.Package) + " " + e.Test)
		fmt.Fprintf(f.out, "FAIL  %s %s (%.1f s)\n%s\n", shortPackage(e.Package), e.Test, e.Elapsed, indent(text))
	}
}

func (f *testFollower) packageEnded(e testEvent) {
	name := shortPackage(e.Package)
	switch {
	case e.Action == "fail":
		if !f.failed[e.Package] { // it did not compile, panicked, or took too long
			f.tally.fail(name)
			if text := f.outputs[[2]string{e.Package, ""}]; text != nil {
				fmt.Fprintln(f.out, indent(text.String()))
			}
			f.showUnfinished(e.Package)
		}
		fmt.Fprintf(f.out, "FAIL  %-44s %6.1f s\n", name, e.Elapsed)
	case f.counts[e.Package] > 0:
		fmt.Fprintf(f.out, "ok    %-44s %6.1f s  %d tests\n", name, e.Elapsed, f.counts[e.Package])
	}
}

// showUnfinished shows what the tests printed that were cut off.
func (f *testFollower) showUnfinished(pkg string) {
	for key, text := range f.outputs {
		if key[0] == pkg && key[1] != "" {
			fmt.Fprintf(f.out, "cut off: %s\n%s\n", key[1], indent(text.String()))
		}
	}
}

// shortPackage is a package's path within the module.
func shortPackage(path string) string { return strings.TrimPrefix(path, "nnbook/") }

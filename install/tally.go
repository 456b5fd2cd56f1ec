package main

import (
	"fmt"
	"io"
	"strings"
)

// notRunMark begins a line by which a test says that it, or a part of it, could
// not run: "NNBOOK-NOT-RUN: name: why". A skipped test counts the same.
const notRunMark = "NNBOOK-NOT-RUN:"

// tally counts tests, and names those that failed or could not run.
type tally struct {
	passed, failed int
	failures       []string
	notRun         []notRun
}

type notRun struct{ pkg, test, why string }

func (t *tally) fail(name string) {
	t.failed++
	t.failures = append(t.failures, name)
}

// noteNotRun records a line that says that something could not run.
func (t *tally) noteNotRun(pkg, test, line string) {
	if _, why, ok := strings.Cut(line, notRunMark); ok {
		t.notRun = append(t.notRun, notRun{pkg, test, strings.TrimSpace(why)})
	}
}

// skip records a skipped test, unless the test itself already said why.
func (t *tally) skip(pkg, test, output string) {
	for _, n := range t.notRun {
		if n.pkg == pkg && n.test == test {
			return
		}
	}
	t.notRun = append(t.notRun, notRun{pkg, test, test + ": " + skipReason(output)})
}

// skipReason is what a skipped test printed, without go test's own lines.
func skipReason(output string) string {
	var words []string
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "=== ") && !strings.HasPrefix(line, "--- ") {
			words = append(words, line)
		}
	}
	if len(words) == 0 {
		return "it gives no reason"
	}
	return strings.Join(words, " ")
}

// summarise names what failed and what could not run, and ends with the counts.
func (t *tally) summarise(out io.Writer) {
	if len(t.failures) > 0 {
		fmt.Fprintf(out, "\nFailed:\n")
		for _, name := range t.failures {
			fmt.Fprintf(out, "  %s\n", name)
		}
	}
	if len(t.notRun) > 0 {
		fmt.Fprintf(out, "\nCould not run:\n")
		for _, n := range t.notRun {
			fmt.Fprintf(out, "  %s: %s\n", shortPackage(n.pkg), n.why)
		}
	}
	fmt.Fprintf(out, "\n%d passed, %d failed, %d skipped\n", t.passed, t.failed, len(t.notRun))
}

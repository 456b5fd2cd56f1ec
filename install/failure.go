package main

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"syscall"
)

// failure is an error that says what failed and what to do about it.
type failure struct {
	what   string // what failed, as a clause
	fix    string // what the reader can do
	output string // the end of what the failed program printed
	sure   bool   // fix holds, whatever output looks like
	err    error
}

func (f *failure) Error() string {
	if f.err == nil {
		return f.what
	}
	return f.what + ": " + f.err.Error()
}

func (f *failure) Unwrap() error { return f.err }

// showFailure writes err with its fix, and what is known of the cause.
func showFailure(out io.Writer, err error) {
	fmt.Fprintf(out, "\nError: %v\n", err)
	var f *failure
	if !errors.As(err, &f) {
		return
	}
	if f.output != "" {
		fmt.Fprintf(out, "\n%s\n", indent(clipLines(lastLines(f.output, 20), 300)))
	}
	if fix := explain(err); fix != "" {
		fmt.Fprintf(out, "\nWhat to do: %s.\n", fix)
	}
}

// causes recognises, in this order, what is wrong from what programs print.
var causes = []struct{ pattern, fix string }{
	{`(?i)no space left on device|ENOSPC|disk quota exceeded`,
		"the disk is full: an installation takes about 1 GB, and Go's build cache as much; make room, or install elsewhere with -prefix DIR (and GOCACHE=DIR), then run the command again"},
	{`(?i)DO NOT MATCH THE HASHES|checksum mismatch|EINTEGRITY`,
		"a file that was served is not the pinned one, so it was not installed; try another network, and report it if that does not help"},
	{`(?i)could not resolve|name resolution|no such host|ENOTFOUND|EAI_AGAIN|connection refused|ECONNREFUSED|network is unreachable|ETIMEDOUT|i/o timeout|NewConnectionError|ReadTimeout|ConnectTimeout`,
		"the network did not answer: check the connection (and HTTPS_PROXY, GOPROXY, pip's and npm's settings), then run the command again; what was finished is kept"},
	{`(?i)permission denied|EACCES`,
		"a folder can't be written: look at the path above, or install elsewhere with -prefix DIR"},
}

// explain returns what to do about err: what its cause asks for where the cause
// is recognised, else the fix that the failed step knows.
func explain(err error) string {
	text := err.Error()
	var f *failure
	if errors.As(err, &f) {
		text += "\n" + f.output
	}
	if f != nil && f.sure {
		return f.fix
	}
	if errors.Is(err, syscall.ENOSPC) {
		text += "\nENOSPC"
	}
	for _, cause := range causes {
		if regexp.MustCompile(cause.pattern).MatchString(text) {
			return cause.fix
		}
	}
	if f != nil {
		return f.fix
	}
	return ""
}

func lastLines(text string, n int) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}

// clipLines shortens each line of text to width characters.
func clipLines(text string, width int) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = clip(line, width)
	}
	return strings.Join(lines, "\n")
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ")
}

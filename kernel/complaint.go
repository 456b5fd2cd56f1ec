package main

import (
	"log"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"

	"nnbook/kernel/internal/cell"
	"nnbook/kernel/jupyter"
)

// gonbError is the content of the error message with which GoNB ends a cell.
type gonbError struct {
	Value string `json:"evalue"`
}

// keepError keeps GoNB's error message: the kernel says it better.
func (k *kernel) keepError(t *turn, m jupyter.Message) {
	t.gonbError = &gonbError{}
	if err := m.ReadContent(t.gonbError); err != nil {
		log.Print(err)
	}
}

// failureOf returns why a turn that GoNB ran failed, or nil, after handing on what was
// held back and is no part of that.
func (k *kernel) failureOf(t *turn) *failure {
	if t.gonbError == nil {
		k.publishStream(t, "stderr", t.pending.held())
		return nil
	}
	ending := endings.FindStringSubmatch(t.gonbError.Value + "\n")
	if ending == nil {
		k.publishStream(t, "stderr", t.pending.held())
		return k.compileFailure(t)
	}
	t.pending.ending = "" // it says the same
	failed := k.crashFailure(t)
	if failed == nil {
		k.publishStream(t, "stderr", t.pending.held())
		failed = endFailure(t, ending[2])
		failed.unmade = t.cell.OnlyDeclares()
	}
	failed.ran = true
	return failed
}

// endFailure returns the failure of a cell whose process ended badly without a word of
// Go's runtime.
func endFailure(t *turn, ending string) *failure {
	switch {
	case t.interrupted.Load() && ending == "signal: killed":
		return newFailure("Interrupted", "the cell was interrupted, went on for five seconds, and was killed")
	case t.interrupted.Load():
		return newFailure("Interrupted", "the cell was interrupted")
	case ending == "signal: killed":
		return newFailure("Killed", "the cell was killed: by a program that wants it to end, or by the system because memory ran out")
	}
	return newFailure("ExitError", "the cell ended with "+ending)
}

// shortWrite is what GoNB says when a cell fits on the disk in part.
var shortWrite = regexp.MustCompile(`(?s)^failed to write ".*", \d+ bytes: wrote only \d+`)

// complaintLine is a line of what the compiler or the parser says: the file, the line,
// maybe the column, and the complaint.
var complaintLine = regexp.MustCompile(`^(\S*\.go):(\d+):(?:(\d+):)? (.*)$`)

// compileFailure returns the failure of a cell that wasn't run: one entry for each
// complaint about it.
func (k *kernel) compileFailure(t *turn) *failure {
	if value := t.gonbError.Value; strings.Contains(value, syscall.ENOSPC.Error()) || shortWrite.MatchString(value) {
		return newFailure("DiskFull", "the disk is full: nothing more can be written to "+k.folder+
			"\n  fix: make room on its disk and run the cell again; what was declared and trained is still there")
	}
	file, err := os.ReadFile(k.mainFile())
	if err != nil {
		logf("reading what GoNB compiled: %v", err)
	}
	f := &failure{Name: "CompileError"}
	rest := []string{}
	for line := range strings.SplitSeq(t.gonbError.Value, "\n") {
		parts := complaintLine.FindStringSubmatch(line)
		switch {
		case parts != nil && isMain(parts[1]):
			n, _ := strconv.Atoi(parts[2])
			column, _ := strconv.Atoi(parts[3])
			w := k.locate(t, string(file), n, column)
			if w.number > 0 {
				parts[4] += k.adviseOnEarlier(w, parts[4], string(file), n)
			}
			f.add(k.explain(w, parts[4]))
		case strings.HasPrefix(line, "\t") && len(f.Traceback) > 0:
			f.Traceback = append(f.Traceback, line)
		case line != "" && !strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "exit status"):
			rest = append(rest, line)
		}
	}
	if f.Value == "" {
		return otherFailure(rest)
	}
	f.Traceback = append(f.Traceback, rest...)
	return f
}

// otherFailure returns the failure that GoNB tells in so many lines: a package that
// can't be had, or a command.
func otherFailure(lines []string) *failure {
	if len(lines) > 1 && strings.HasPrefix(lines[0], "failed to run ") {
		lines = lines[1:]
	}
	name := "CommandError"
	lines[0] = strings.TrimPrefix(lines[0], "executing special commands in cell: ")
	if strings.HasPrefix(lines[0], "go: ") {
		name = "ImportError"
	}
	if strings.HasPrefix(lines[0], "go: gonb_") && len(lines) > 1 {
		lines = lines[1:]
	}
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return newFailure(name, strings.Join(lines, "\n"))
}

// add adds a complaint.
func (f *failure) add(w where, complaint string) {
	if f.Value == "" {
		f.Value, _, _ = strings.Cut(complaint, "\n")
	}
	if w.Line == 0 {
		f.Traceback = append(f.Traceback, red(complaint))
		return
	}
	f.Traceback = append(f.Traceback, w.show(complaint)...)
}

// isMain reports whether a path is that of the file that GoNB writes.
func isMain(path string) bool {
	name := filepath.Base(path)
	return name == "main.go" || name == "main_test.go"
}

// mainFile returns the path of the file that GoNB writes.
func (k *kernel) mainFile() string {
	for _, name := range []string{"main.go", "main_test.go"} {
		path := filepath.Join(k.gonbFolder(), name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return ""
}

// gonbFolder returns the folder in which GoNB compiles cells.
func (k *kernel) gonbFolder() string {
	found, _ := filepath.Glob(filepath.Join(k.folder, "tmp", "gonb_*"))
	if len(found) == 0 {
		return ""
	}
	return found[0]
}

// locate returns where a place of GoNB's file is in the cells; line 0 if it is in none.
func (k *kernel) locate(t *turn, file string, line, column int) where {
	if place, ok := t.program.LocateDirectly(file, line, column); ok {
		return where{place, 0, t.cell.Line(place.Line)}
	}
	spot, ok := cell.Find(file, line, column)
	if !ok {
		return where{}
	}
	if place, ok := t.program.Locate(spot); ok {
		return where{place, 0, t.cell.Line(place.Line)}
	}
	o := k.memory.origin(spot.Key)
	if o == nil {
		return where{}
	}
	place, _ := o.program.Locate(spot)
	return where{place, o.number, o.cell.Line(place.Line)}
}

// shownAs is what the compiler says of a value that can't be handed on to be shown.
const shownAs = " value in argument to nnbook_result.Show"

// explain returns a complaint in terms of the cell, with what helps, and its place.
func (k *kernel) explain(w where, complaint string) (where, string) {
	complaint = strings.Replace(complaint, shownAs, "", 1)
	if name, ok := strings.CutPrefix(complaint, "undefined: "); ok && w.Column > 0 && w.Column <= len(w.text) {
		// goimports imports a package only for what the package has.
		if member, lacks := k.types.Lacks(name, w.text[w.Column-1:]); lacks {
			complaint = "undefined: " + name + "." + member
		}
	}
	return w, complaint + k.advise(complaint, w)
}

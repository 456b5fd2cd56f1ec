package main

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	// A frame of a stack: the function, and on the next line its place.
	frameFunction = regexp.MustCompile(`^(?:created by )?(main\.(?:\(\*?[^)]*\)\.)?[^( ]*)`)
	framePlace    = regexp.MustCompile(`^\t.*?(\S+\.go):(\d+)`)

	// What GoNB puts in front of places.
	annotation = regexp.MustCompile(` ?\x1b\[7m\[\[.*?\]\]\x1b\[0m `)
)

// crashFailure returns the failure of a cell whose last words are those of Go's runtime,
// or nil: the message and the user's own frames, the rest of the stack folded away.
func (k *kernel) crashFailure(t *turn) *failure {
	words := annotation.ReplaceAllString(t.pending.crash.String(), "")
	message, stack, ok := strings.Cut(words, "\n\ngoroutine ")
	if !ok {
		return nil
	}
	t.pending.crash.Reset()
	message, _, _ = strings.Cut(message, "\n\nruntime stack:")
	if _, fatal, ok := strings.Cut(message, "\nfatal error: "); ok { // after details for the runtime's authors
		message = fatal
	}
	f := &failure{Name: "FatalError", Value: strings.TrimPrefix(message, "fatal error: ")}
	if value, ok := strings.CutPrefix(message, "panic: "); ok {
		value, _, _ = strings.Cut(value, "\n[signal ")
		f.Name, f.Value = "Panic", strings.ReplaceAll(value, "\n\t", "\n") // the runtime indents further lines
	}
	f.Traceback = append([]string{red(f.Value)}, k.frames(t, f, stack)...)
	return f
}

// frames returns the frames of the first goroutine that are in cells.
func (k *kernel) frames(t *turn, f *failure, stack string) (shown []string) {
	stack, _, _ = strings.Cut(stack, "\n\n")
	file, _ := os.ReadFile(k.mainFile())
	lines := strings.Split(stack, "\n")
	folded := 0
	for i := 1; i+1 < len(lines); i++ {
		place := framePlace.FindStringSubmatch(lines[i+1])
		if place == nil {
			continue
		}
		function := frameFunction.FindStringSubmatch(lines[i])
		n, _ := strconv.Atoi(place[2])
		w := where{}
		if function != nil && isMain(place[1]) {
			w = k.locate(t, string(file), n, 0)
		}
		if w.Line == 0 {
			folded++
			continue
		}
		where := inFunction(function[1])
		frame := []string{w.String() + where, "    " + strings.TrimSpace(w.text)}
		if where == inPackageVar {
			f.unmade = w.number == 0
			frame = append(frame, k.remedy(w, string(file), n)...)
		}
		if !slices.Equal(shown[max(0, len(shown)-len(frame)):], frame) { // not a closure once more
			shown = append(shown, frame...)
		}
	}
	if folded > 0 && len(shown) == 0 {
		shown = append(shown, "(in a library; its "+strconv.Itoa(folded)+" frames are left out)")
	}
	return shown
}

// inPackageVar says of a frame that it makes a package-level var.
const inPackageVar = ", in a package-level var"

// inFunction says in which function a frame is, unless that is the cell itself.
func inFunction(name string) string {
	name = strings.TrimPrefix(name, "main.")
	switch {
	case name == "main" || strings.HasPrefix(name, "main."):
		return ""
	case name == "init" || strings.HasPrefix(name, "init."):
		return inPackageVar
	}
	return ", in " + name
}

package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// checkNotebook uses each part of an installation once.
//
//go:embed check.ipynb
var checkNotebook string

// checkSentence is what its last cell prints.
const checkSentence = "nnbook is ready"

// checkStep runs a small notebook through the installed kernel. That proves
// that the parts work together, and fills Go's build cache with what cells
// need, so that the first cell is as quick as the tenth.
func (b *builder) checkStep(after ...*step) *step {
	return &step{
		name:   "first notebook",
		waits:  "go: compiling what cells need, in a first small notebook",
		after:  after,
		lane:   goLane,
		inputs: digest(checkNotebook, b.tools.goCache),
		do:     b.runCheck,
	}
}

func (b *builder) runCheck(ctx context.Context, w *work) error {
	notebook := w.path("check.ipynb")
	if err := writeFile(notebook, checkNotebook); err != nil {
		return err
	}
	result := runNotebook(ctx, w.home, notebook, filepath.Dir(notebook), silent{})
	var failed *cellError
	if errors.As(result.err, &failed) {
		return &failure{
			what:   "the installed kernel ran a small notebook, and it failed",
			fix:    "if you changed the clone, look for the error above; if not, report it with the lines above",
			sure:   true,
			output: describeCellError(failed, false) + "\n" + streams(result.notebook),
		}
	}
	if result.err != nil {
		return fmt.Errorf("running a small notebook: %w", result.err)
	}
	if !strings.Contains(string(result.notebook), `"`+checkSentence) {
		return &failure{what: "the installed kernel ran a small notebook but its output is missing", output: string(result.notebook)}
	}
	w.note = "works; Go's build cache is warm"
	return nil
}

// silent reports nothing.
type silent struct{}

func (silent) report(runEvent) {}

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// runNotebookCommand is `install run NOTEBOOK [-o FILE]`.
func runNotebookCommand(ctx context.Context, o options, home prefix, args []string) error {
	notebook, out, err := parseRunArgs(args)
	if err != nil {
		return err
	}
	if err := installForRun(ctx, home, o.dev); err != nil {
		return err
	}
	began := time.Now()
	screen := newCellReporter(os.Stdout)
	result := runNotebook(ctx, home, notebook, filepath.Dir(notebook), screen)
	screen.close()
	if result.notebook != nil {
		if err := replaceFile(out, result.notebook); err != nil {
			return &failure{what: "writing " + out, fix: "choose another place with -o FILE", err: err}
		}
		fmt.Printf("Wrote %s.\n", out)
	}
	var failed *cellError
	if errors.As(result.err, &failed) {
		return &failure{what: fmt.Sprintf("%s: %s", filepath.Base(notebook), failed), sure: true, output: describeCellError(failed, isTerminal(os.Stderr))}
	}
	if result.err == nil {
		fmt.Printf("Ran %s in %.1f s.\n", filepath.Base(notebook), time.Since(began).Seconds())
	}
	return result.err
}

// parseRunArgs takes -o before or after the notebook.
func parseRunArgs(args []string) (notebook, out string, err error) {
	flags := flag.NewFlagSet("run", flag.ContinueOnError)
	flags.StringVar(&out, "o", "", "write the executed copy to `FILE`")
	usage := &failure{what: "run needs one notebook", fix: "go run ./install run NOTEBOOK [-o FILE]"}
	if flags.Parse(args) != nil || flags.NArg() == 0 {
		return "", "", usage
	}
	notebook = flags.Arg(0)
	if flags.Parse(flags.Args()[1:]) != nil || flags.NArg() != 0 {
		return "", "", usage
	}
	if notebook, err = filepath.Abs(notebook); err != nil {
		return "", "", fmt.Errorf("finding the notebook: %w", err)
	}
	if info, err := os.Stat(notebook); err != nil || !info.Mode().IsRegular() {
		return "", "", &failure{what: "there is no notebook " + notebook, fix: "the notebooks are in the folder notebooks/"}
	}
	if out == "" {
		out = executedName(notebook)
	}
	return notebook, out, nil
}

// installForRun installs what is missing. Without a clone around, it uses the
// installation as it is.
func installForRun(ctx context.Context, home prefix, dev bool) error {
	root, err := findRoot()
	if err == nil {
		return install(ctx, root, home, dev || isDev(home), essentials)
	}
	if exists(home.python()) {
		return nil
	}
	return err
}

// isDev says whether home was installed with -dev.
func isDev(home prefix) bool {
	info, err := os.Lstat(home.in("src"))
	return err == nil && info.Mode()&os.ModeSymlink != 0
}

// replaceFile writes a file whole or not at all.
func replaceFile(path string, data []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(path), ".nnbook-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(data)
	if err := errors.Join(err, temp.Chmod(0o644), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}

// describeCellError shows a failed cell: its source, then what it ended with.
func describeCellError(e *cellError, colours bool) string {
	what := strings.TrimSpace(e.traceback)
	if !strings.Contains(plain(what), e.message) {
		what = strings.TrimSpace(e.name + ": " + e.message + "\n" + what)
	}
	if !colours {
		what = plain(what)
	}
	var source strings.Builder
	for i, line := range strings.Split(e.source, "\n") {
		fmt.Fprintf(&source, "%3d  %s\n", i+1, line)
	}
	return source.String() + "\n" + what
}

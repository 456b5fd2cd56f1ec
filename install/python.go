package main

import (
	"context"
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The Python packages, each pinned with the hashes of all its files.
var (
	//go:embed requirements.txt
	labRequirements string
	//go:embed requirements-xla.txt
	xlaRequirements string
	//go:embed requirements-node.txt
	nodeRequirements string
)

// venvStep makes the virtual environment with JupyterLab and nbclient.
func (b *builder) venvStep() *step {
	return &step{
		name:   "jupyterlab",
		waits:  "pip: JupyterLab and the packages it needs, from PyPI",
		lane:   "pip",
		inputs: digest(labRequirements, b.tools.python, b.tools.pyVersion),
		makes:  []string{"venv/bin/python", "venv/bin/jupyter-lab"},
		do:     b.makeVenv,
	}
}

func (b *builder) makeVenv(ctx context.Context, w *work) error {
	w.say("python -m venv")
	if _, err := (command{
		args: []string{b.tools.python, "-m", "venv", w.path("venv")},
		fix:  byPlatform("sudo apt-get install python3-venv", "brew reinstall python"),
	}).run(ctx); err != nil {
		return err
	}
	w.say("pip: JupyterLab and the packages it needs, from PyPI")
	if err := b.pip(ctx, w, w.path("venv", "bin", "python"), labRequirements); err != nil {
		return err
	}
	if err := relocate(w.path("venv"), w.home.in("venv")); err != nil {
		return err
	}
	w.note = fmt.Sprintf("JupyterLab %s, %d packages", pinned(labRequirements, "jupyterlab"), strings.Count(labRequirements, "=="))
	return w.publish(placement{"venv", "venv"})
}

// pip installs what requirements lists, and nothing whose hash is not in it.
func (b *builder) pip(ctx context.Context, w *work, python, requirements string, flags ...string) error {
	list := w.path("requirements.txt")
	if err := os.WriteFile(list, []byte(requirements), 0o644); err != nil {
		return err
	}
	args := []string{python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar=off", "--no-warn-script-location",
		"--only-binary", ":all:", "--require-hashes", "-r", list}
	_, err := command{
		args: append(args, flags...),
		env:  []string{"PYTHONNOUSERSITE=1", "PIP_USER=0"},
		fix:  "the output above says which package; install/requirements.txt says how the list is made",
		hear: func(line string) {
			if now, ok := pipNews(line); ok {
				w.hint("pip: " + now)
			}
		},
	}.run(ctx)
	return err
}

// pipNews returns what a line of pip's output says that it does now.
func pipNews(line string) (string, bool) {
	line = strings.TrimSpace(line)
	for _, verb := range []string{"Collecting ", "Downloading ", "Installing collected packages"} {
		if strings.HasPrefix(line, verb) {
			line, _, _ = strings.Cut(line, " (from ")
			line, _, _ = strings.Cut(line, ": ")
			return line, true
		}
	}
	return "", false
}

// relocate changes the folder that the scripts of the environment at venv name,
// which pip and venv write as an absolute path, to the one it will be moved to.
func relocate(venv, to string) error {
	files, err := filepath.Glob(filepath.Join(venv, "bin", "*"))
	if err != nil {
		return err
	}
	for _, path := range append(files, filepath.Join(venv, "pyvenv.cfg")) {
		info, err := os.Lstat(path)
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() || info.Size() > 1<<16 {
			continue
		}
		if err := replaceInFile(path, info.Mode(), venv, to); err != nil {
			return fmt.Errorf("moving the virtual environment: %w", err)
		}
	}
	return nil
}

func replaceInFile(path string, mode fs.FileMode, old, new string) error {
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), old) {
		return err
	}
	return os.WriteFile(path, []byte(strings.ReplaceAll(string(text), old, new)), mode)
}

// pinned returns the version of a package in a requirements file.
func pinned(requirements, name string) string {
	for line := range strings.Lines(requirements) {
		if rest, ok := strings.CutPrefix(line, name+"=="); ok {
			return strings.Fields(rest)[0]
		}
	}
	return ""
}

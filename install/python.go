package main

import (
	"context"
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
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
func (b *builder) venvStep() (*step, error) {
	return &step{
		name:   "jupyterlab",
		waits:  "pip: JupyterLab and the packages it needs, from PyPI",
		lane:   "pip",
		inputs: digest(labRequirements, b.tools.python, b.tools.pyVersion),
		makes:  []string{"venv/bin/python", "venv/bin/jupyter-lab"},
		do:     b.makeVenv,
	}, nil
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
	args := []string{python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-warn-script-location",
		"--only-binary", ":all:", "--require-hashes", "-r", list}
	_, err := command{
		args: append(args, flags...),
		env:  []string{"PYTHONNOUSERSITE=1", "PIP_USER=0"},
		fix:  "the output above says which package; install/requirements.txt says how the list is made",
	}.run(ctx)
	return err
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

// xlaStep fetches XLA's CPU plugin, which GoMLX loads when it is there.
func (b *builder) xlaStep() (*step, error) {
	return &step{
		name:   "xla",
		waits:  "pip: XLA's CPU plugin, 63 MB from PyPI",
		lane:   "pip",
		inputs: digest(xlaRequirements, b.tools.compiler),
		makes:  []string{"lib/libpjrt_cpu.so"},
		do:     b.fetchXLA,
		cost: "models train with GoMLX's own Go backend: dense nets take about 2.5 times as long as with XLA, " +
			"convolutional nets hundreds of times",
	}, nil
}

func (b *builder) fetchXLA(ctx context.Context, w *work) error {
	if runtime.GOOS != "linux" || b.tools.goArch != "amd64" {
		return fmt.Errorf("the plugin is there for Linux on x86-64 only, this is %s on %s", runtime.GOOS, b.tools.goArch)
	}
	if b.tools.compiler == "" {
		return fmt.Errorf("XLA needs a C compiler and there is none (sudo apt-get install gcc libc6-dev)")
	}
	if err := b.pip(ctx, w, b.tools.python, xlaRequirements, "--no-deps", "--target", w.path("xla")); err != nil {
		return err
	}
	w.note = "XLA's CPU plugin " + pinned(xlaRequirements, "fastatomstruct-xla-cpu")
	return w.publish(placement{"xla/fastatomstruct_xla_cpu/libpjrt_cpu.so", "lib/libpjrt_cpu.so"})
}

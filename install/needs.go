package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// toolchain is what has to be on the machine already, found and checked.
type toolchain struct {
	goRoot    string
	goVersion string // as in go1.26.5
	goCache   string
	goArch    string
	compiler  string // the C compiler; empty where there is none
	python    string
	pyVersion string // as in 3.11.7
}

// findToolchain looks for Go and Python and says how to get what is missing.
func findToolchain(ctx context.Context) (toolchain, error) {
	var t toolchain
	if err := t.findGo(ctx); err != nil {
		return t, err
	}
	return t, t.findPython(ctx)
}

func (t *toolchain) findGo(ctx context.Context) error {
	fix := byPlatform("install Go 1.26 or newer: sudo apt-get install golang-1.26 where Debian has it, else from the Go project's download page",
		"install Go 1.26 or newer: brew install go")
	if _, err := exec.LookPath("go"); err != nil {
		return &failure{what: "Go is not in PATH", fix: fix}
	}
	out, err := command{args: []string{"go", "env", "GOROOT", "GOVERSION", "GOCACHE", "GOARCH", "CC", "CGO_ENABLED"}, fix: fix}.run(ctx)
	if err != nil {
		return err
	}
	values := strings.Split(strings.TrimRight(out, "\n"), "\n")
	if len(values) != 6 {
		return fmt.Errorf("go env printed %q, not six lines", out)
	}
	t.goRoot, t.goVersion, t.goCache, t.goArch = values[0], values[1], values[2], values[3]
	// CC may hold flags after the compiler's name, and is set where there is none.
	if words := strings.Fields(values[4]); len(words) > 0 && values[5] == "1" {
		if _, err := exec.LookPath(words[0]); err == nil {
			t.compiler = values[4]
		}
	}
	return nil
}

// pythonNames are tried in this order; a newer one may be there beside an old python3.
var pythonNames = []string{"python3", "python3.13", "python3.12", "python3.11", "python3.14", "python3.10", "python"}

const pythonProbe = `import sys
print(sys.executable)
print("%d.%d.%d" % sys.version_info[:3])
print("new" if sys.version_info >= (3, 10) else "old")
try:
    import venv, ensurepip
    print("venv")
except ImportError as e:
    print(e)
`

func (t *toolchain) findPython(ctx context.Context) error {
	var found []string
	for _, name := range pythonNames {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		out, err := command{args: []string{path, "-c", pythonProbe}}.run(ctx)
		lines := strings.Split(strings.TrimRight(out, "\n"), "\n")
		if err != nil || len(lines) != 4 {
			found = append(found, name+" (does not run)")
			continue
		}
		if lines[2] == "new" && lines[3] == "venv" {
			t.python, t.pyVersion = lines[0], lines[1]
			return nil
		}
		problem := "too old"
		if lines[2] == "new" {
			problem = "without venv and pip: " + lines[3]
		}
		found = append(found, fmt.Sprintf("%s is %s, %s", name, lines[1], problem))
	}
	return missingPython(found)
}

func missingPython(found []string) error {
	what := "Python 3.10 or newer, with venv and pip, is not in PATH"
	if len(found) > 0 {
		what += " (found: " + strings.Join(found, "; ") + ")"
	}
	return &failure{what: what, fix: byPlatform("sudo apt-get install python3 python3-venv", "brew install python")}
}

// byPlatform chooses the advice for the system at hand.
func byPlatform(debian, mac string) string {
	if runtime.GOOS == "darwin" {
		return mac
	}
	return debian
}

// goCommand is a go command run in dir, without a workspace or flags of the
// user's that would change what is built.
func goCommand(dir string, env []string, args ...string) command {
	return command{
		dir:  dir,
		env:  append([]string{"GOWORK=off", "GOFLAGS=-buildvcs=false"}, env...),
		args: append([]string{"go"}, args...),
		fix:  "the output above says why; if the clone is changed, try a fresh one",
	}
}

// linkGo puts a link to the go command beside the kernel, which then finds it
// also when it is started from where PATH does not hold it.
func (t *toolchain) linkGo(w *work) error {
	return os.Symlink(filepath.Join(t.goRoot, "bin", "go"), w.path("go"))
}

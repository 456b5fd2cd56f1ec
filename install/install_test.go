package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"pip on a full disk", &failure{what: "pip failed", fix: "other", output: "OSError: [Errno 28] No space left on device"}, "the disk is full"},
		{"hashes", &failure{what: "pip failed", fix: "other", output: "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"}, "not the pinned one"},
		{"go without network", &failure{what: "go failed", output: "dial tcp: lookup proxy on x: no such host"}, "network did not answer"},
		{"npm without network", &failure{what: "npm failed", output: "npm error code ECONNREFUSED"}, "network did not answer"},
		{"something else", &failure{what: "x failed", fix: "do this", output: "who knows"}, "do this"},
		{"a cell's own words", &failure{what: "cell 1 failed", fix: "look", sure: true, output: "connection refused"}, "look"},
		{"no failure", errors.New("x"), ""},
	} {
		if got := explain(c.err); !strings.Contains(got, c.want) || (c.want == "" && got != "") {
			t.Errorf("%s: explain says %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFullDiskIsRecognised(t *testing.T) {
	if !exists("/dev/full") {
		t.Skip("this system has no /dev/full")
	}
	err := os.WriteFile("/dev/full", []byte("x"), 0o644)
	if got := explain(err); !strings.Contains(got, "the disk is full") {
		t.Errorf("explain(%v) = %q", err, got)
	}
}

func TestFailedCommandShowsWhatItPrinted(t *testing.T) {
	_, err := command{args: []string{"sh", "-c", "echo out; echo bad >&2; exit 3"}, fix: "look there"}.run(t.Context())
	var shown strings.Builder
	showFailure(&shown, err)
	for _, want := range []string{"failed: exit status 3", "    out", "    bad", "What to do: look there."} {
		if !strings.Contains(shown.String(), want) {
			t.Errorf("%q is not shown:\n%s", want, &shown)
		}
	}
}

// fakePath makes PATH hold only the given scripts.
func fakePath(t *testing.T, scripts map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range scripts {
		path := filepath.Join(dir, name)
		if err := writeFile(path, "#!/bin/sh\n"+text); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
}

func TestMissingToolsAreNamed(t *testing.T) {
	lines := func(text string) string { return "printf '" + text + "'\n" }
	for _, c := range []struct {
		name    string
		scripts map[string]string
		want    string
	}{
		{"nothing", nil, "is not in PATH"},
		{"old", map[string]string{"python3": lines(`/p\n3.9.2\nold\nvenv\n`)}, "python3 is 3.9.2, too old"},
		{"no venv", map[string]string{"python3": lines(`/p\n3.11.2\nnew\nNo module named ensurepip\n`)}, "without venv and pip: No module named ensurepip"},
		{"a newer one beside", map[string]string{"python3": lines(`/p\n3.9.2\nold\nvenv\n`), "python3.12": lines(`/q\n3.12.1\nnew\nvenv\n`)}, ""},
	} {
		fakePath(t, c.scripts)
		var tools toolchain
		err := tools.findPython(t.Context())
		if c.want == "" {
			if err != nil || tools.python != "/q" || tools.pyVersion != "3.12.1" {
				t.Errorf("%s: found %+v, %v", c.name, tools, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(explain(err), "install") {
			t.Errorf("%s: the error is %v, the advice %q", c.name, err, explain(err))
		}
	}
	fakePath(t, nil)
	var tools toolchain
	if err := tools.findGo(t.Context()); err == nil || !strings.Contains(err.Error(), "Go is not in PATH") {
		t.Errorf("without Go: %v", err)
	}
}

func TestSourceFilesAreWhatNotebooksNeed(t *testing.T) {
	root, err := findRoot()
	if err != nil {
		t.Fatal(err)
	}
	files, err := sourceFiles(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"go.mod", "go.sum", "kernel/main.go", "charts/labextension/package.json", "notebooks/" + firstNotebook} {
		if !slices.Contains(files, want) {
			t.Errorf("%s is not copied", want)
		}
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || strings.Contains(file, "testdata/") || strings.HasPrefix(file, "install/") {
			t.Errorf("%s is copied", file)
		}
	}
}

func TestChangedNotebooksAreKept(t *testing.T) {
	from, to, home := t.TempDir(), filepath.Join(t.TempDir(), "mine"), prefix(t.TempDir())
	mine := filepath.Join(to, "a.ipynb")
	ship := func(text string) {
		t.Helper()
		if err := writeFile(filepath.Join(from, "a.ipynb"), text); err != nil {
			t.Fatal(err)
		}
		if err := copyNotebooks(from, to, home); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ why, edit, shipped, want string }{
		{"first", "", "one", "one"},
		{"a new version replaces the old", "", "two", "two"},
		{"a changed one stays", "edited", "three", "edited"},
		{"and stays", "", "four", "edited"},
	} {
		if c.edit != "" {
			if err := writeFile(mine, c.edit); err != nil {
				t.Fatal(err)
			}
		}
		ship(c.shipped)
		if text := readText(t, mine); text != c.want {
			t.Errorf("%s: the notebook is %q, want %q", c.why, text, c.want)
		}
	}
}

func TestUninstallRefusesOtherFolders(t *testing.T) {
	dir := prefix(t.TempDir())
	if err := writeFile(dir.in("precious"), "x"); err != nil {
		t.Fatal(err)
	}
	if err := uninstall(dir); err == nil || !exists(dir.in("precious")) {
		t.Fatalf("uninstall removed a folder that is no installation (%v)", err)
	}
	if err := writeStamp(dir, "a", "b"); err != nil {
		t.Fatal(err)
	}
	clone := t.TempDir() // -dev links to it
	if err := errors.Join(writeFile(filepath.Join(clone, "go.mod"), "x"), os.Symlink(clone, dir.in("src"))); err != nil {
		t.Fatal(err)
	}
	if err := uninstall(dir); err != nil || exists(string(dir)) {
		t.Errorf("uninstall left %s (%v)", dir, err)
	}
	if !exists(filepath.Join(clone, "go.mod")) {
		t.Error("uninstall removed the clone's files")
	}
}

func TestPrefix(t *testing.T) {
	t.Setenv("NNBOOK_HOME", "")
	t.Setenv("HOME", "/h")
	for _, c := range []struct{ flag, env, xdg, want string }{
		{"", "", "", "/h/.local/share/nnbook"},
		{"", "", "/x", "/x/nnbook"},
		{"", "", "relative", "/h/.local/share/nnbook"}, // XDG: must be absolute
		{"", "/e", "/x", "/e"},
		{"/f", "/e", "/x", "/f"},
	} {
		t.Setenv("NNBOOK_HOME", c.env)
		t.Setenv("XDG_DATA_HOME", c.xdg)
		if got, err := prefixAt(c.flag); err != nil || string(got) != c.want {
			t.Errorf("%+v: got %s, %v", c, got, err)
		}
	}
}

func TestDispatchRefusesUnknownCommands(t *testing.T) {
	for _, args := range [][]string{{"-prefix", t.TempDir(), "fly"}, {"-prefix", t.TempDir(), "-uninstall"}, {"run"}} {
		o, err := parseOptions(args)
		if err != nil {
			t.Fatal(err)
		}
		var f *failure
		if err := dispatch(context.Background(), o); !errors.As(err, &f) || f.fix == "" {
			t.Errorf("%q: got %v, want an error with its fix", args, err)
		}
	}
}

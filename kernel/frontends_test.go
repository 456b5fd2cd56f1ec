package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// kernelSpec returns a folder for JUPYTER_PATH from which Jupyter starts the kernel under
// test, by the name of nnbook.
func kernelSpec(t *testing.T) string {
	t.Helper()
	data := t.TempDir()
	spec, err := json.Marshal(map[string]any{
		"argv":         []string{filepath.Join(testPrefix, "bin", "nnbook-kernel"), "-prefix", testPrefix, "{connection_file}"},
		"display_name": "Go", "language": "go", "interrupt_mode": "message",
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(data, "kernels", "nnbook"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, "kernels", "nnbook", "kernel.json"), spec, 0o600); err != nil {
		t.Fatal(err)
	}
	return data
}

// python returns a command of the installed Python's that finds the kernel under test.
func python(t *testing.T, arguments ...string) *exec.Cmd {
	t.Helper()
	home, err := installed()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(home, "venv", "bin", "python")
	if _, err := os.Stat(path); err != nil {
		t.Skip("NNBOOK-NOT-RUN: other frontends: Python isn't installed; go run ./install installs it")
	}
	command := exec.Command(path, arguments...)
	command.Env = append(os.Environ(), "JUPYTER_PATH="+kernelSpec(t), "XDG_STATE_HOME="+t.TempDir(), "IPYTHONDIR="+t.TempDir(),
		"PYTHONPATH="+filepath.Join(home, "lib", "python-test"))
	return command
}

// What nbclient raises names the error, as CI wants to read it.
func TestNBClient(t *testing.T) {
	t.Parallel()
	out, err := python(t, filepath.Join("testdata", "nbclient_errors.py"), filepath.Join("testdata", "frontends.ipynb")).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var got struct {
		Outputs [][]struct {
			Type string `json:"output_type"`
			Text string
			Data map[string]string
		}
		Name      string `json:"ename"`
		Value     string `json:"evalue"`
		Traceback string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if len(got.Outputs) != 4 || got.Outputs[0][0].Text != "hello\n" || got.Outputs[1][0].Data["text/plain"] != "42" {
		t.Errorf("the cells gave %+v", got.Outputs)
	}
	if got.Name != "Panic" || got.Value != "runtime error: index out of range [3] with length 0" || !strings.Contains(got.Traceback, "line 2\n    list[3]") {
		t.Errorf("raised %+v", got)
	}
	if last := got.Outputs[2]; len(last) != 1 || last[0].Type != "error" || len(got.Outputs[3]) != 0 {
		t.Errorf("the failing cell and the one after it gave %+v", got.Outputs[2:])
	}
}

// nbconvert runs a notebook and writes its results into a page.
func TestNBConvert(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	command := python(t, "-m", "nbconvert", "--to", "html", "--execute", "--allow-errors", "--output-dir", folder, filepath.Join("testdata", "frontends.ipynb"))
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	page, err := os.ReadFile(filepath.Join(folder, "frontends.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<pre>hello\n</pre>", "<pre>42</pre>", "runtime error: index out of range [3] with length 0", "<pre>after the error\n</pre>"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// The console asks whether what was typed is complete, and shows results and errors.
func TestConsole(t *testing.T) {
	t.Parallel()
	command := python(t, filepath.Join("testdata", "console.py"))
	if err := python(t, "-c", "import jupyter_console").Run(); err != nil {
		t.Skip("NNBOOK-NOT-RUN: jupyter console: it isn't installed; go run ./install test installs it")
	}
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	rest := string(out)
	for _, want := range []string{"Out[2]: 42\n", "...: ", "Out[4]: 82\n", "undefined: nosuch\n  fix: run the cell that declares nosuch first", "\nline 1\n    nosuch\n    ^\n", "\nstill here\n", "Shutting down kernel"} {
		_, after, ok := strings.Cut(rest, want)
		if !ok {
			t.Fatalf("the screen lacks %q:\n%s", want, out)
		}
		rest = after
	}
}

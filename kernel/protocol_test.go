package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// The kernel passes Jupyter's own test of kernels, none of it left out.
func TestJupyterKernelTest(t *testing.T) {
	home, err := installed()
	if err != nil {
		t.Fatal(err)
	}
	packages, python := filepath.Join(home, "lib", "python-test"), filepath.Join(home, "venv", "bin", "python")
	if _, err := os.Stat(filepath.Join(packages, "jupyter_kernel_test")); err != nil {
		t.Skip("NNBOOK-NOT-RUN: Jupyter's test of kernels: it isn't installed; go run ./install test installs it")
	}
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
	command := exec.Command(python, filepath.Join("testdata", "protocol.py"))
	command.Env = append(os.Environ(), "JUPYTER_PATH="+data, "PYTHONPATH="+packages, "XDG_STATE_HOME="+t.TempDir())
	out, err := command.CombinedOutput()
	ran := regexp.MustCompile(`(?m)^Ran 12 tests`).Match(out)
	if err != nil || !ran || bytes.Contains(out, []byte("skipped")) {
		t.Errorf("%v\n%s", err, out)
	}
}

package main

import (
	"bytes"
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
	command := exec.Command(python, filepath.Join("testdata", "protocol.py"))
	command.Env = append(os.Environ(), "JUPYTER_PATH="+kernelSpec(t), "PYTHONPATH="+packages, "XDG_STATE_HOME="+t.TempDir())
	out, err := command.CombinedOutput()
	ran := regexp.MustCompile(`(?m)^Ran 12 tests`).Match(out)
	if err != nil || !ran || bytes.Contains(out, []byte("skipped")) {
		t.Errorf("%v\n%s", err, out)
	}
}

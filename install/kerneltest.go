package main

import (
	"context"
	_ "embed"
	"os"
	"path/filepath"
)

//go:embed requirements-test.txt
var testRequirements string

// testPackages is where the Python packages are that only tests need.
var testPackages = filepath.Join("lib", "python-test")

// ensureKernelTest fetches Jupyter's test of kernels, its console and Notebook 7. Where that fails,
// the tests that need them say themselves that they could not run.
func ensureKernelTest(ctx context.Context, home prefix) error {
	stamp := digest(testRequirements)
	if readStamp(home, "kerneltest") == stamp && exists(home.in(testPackages)) {
		return nil
	}
	work, err := os.MkdirTemp("", "nnbook-test-packages-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	list := filepath.Join(work, "requirements.txt")
	if err := os.WriteFile(list, []byte(testRequirements), 0o644); err != nil {
		return err
	}
	if _, err := (command{
		args: []string{home.in("venv", "bin", "python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet",
			"--only-binary", ":all:", "--require-hashes", "--no-deps", "--upgrade", "--target", home.in(testPackages), "-r", list},
		env: []string{"PYTHONNOUSERSITE=1", "PIP_USER=0"},
		fix: "without it the tests of Jupyter's protocol, its console and Notebook 7 can't run; the output above says why",
	}).run(ctx); err != nil {
		return err
	}
	return writeStamp(home, "kerneltest", stamp)
}

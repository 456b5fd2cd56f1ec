package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"nnbook/kernel/jupyter"
)

// A kernel ends when the server that started it was killed.
func TestParentGone(t *testing.T) {
	t.Parallel()
	temp, err := os.MkdirTemp("/tmp", "nnk")
	if err != nil {
		t.Fatal(err)
	}
	connection := jupyter.LocalConnection(filepath.Join(shortFolder(t), "front"))
	file := filepath.Join(t.TempDir(), "kernel-0123-abcd.json")
	if err := connection.Write(file); err != nil {
		t.Fatal(err)
	}
	server := exec.Command("sh", "-c", `JPY_PARENT_PID=$$ "$0" "$@" & wait`, filepath.Join(testPrefix, "bin", "nnbook-kernel"), "-prefix", testPrefix, file)
	s := start(t, connection, temp, server).connect()
	s.awaitProcess("nnbook-engine", 0)
	if _, err := s.Start("for {\n}"); err != nil {
		t.Fatal(err)
	}
	if err := server.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	s.awaitExit() // of the kernel: it holds the server's standard error
	s.expectNothingLeft()
}

// Kernels of one prefix don't notice each other: neither variables nor models are shared.
func TestTwoKernels(t *testing.T) {
	t.Parallel()
	const fit = "model.Compile(nnlib.SGD(), nnlib.MeanSquaredError())\nmodel.Fit(nnlib.FromSlices([][]float32{{0, 0}}, []float32{0.5}), nnlib.Epochs(1), nnlib.Verbose(0));"
	const declare = "import \"nnbook/nnlib\"\nvar model = nnlib.Sequential(\"m\", nnlib.Input(2), nnlib.Dense(1))\nvar kept = "
	first, second := startKernel(t, testPrefix), startKernel(t, testPrefix)
	first.conversation([][2]string{{declare + "1", ""}, {fit, ""}})
	second.conversation([][2]string{{declare + "2", ""}, {"%nn", "no model was compiled or trained yet"}})
	first.conversation([][2]string{{"kept", "Out:1"}})
	if err := first.process.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	first.expectNothingLeft()
	second.conversation([][2]string{{"kept", "Out:2"}, {fit, ""}, {"%nn", "<model  parameters  epochs  last epoch  backend  memory\nm      3           1       loss: 0.25  go       20 B>"}})
}

package nnlib_test

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nnbook/nnlib"
	"nnbook/nnlib/engine"
	"nnbook/nnlib/internal/parity"
	"nnbook/nnlib/internal/wire"
)

// engineFolder makes this test program an engine of its own, as a kernel starts it.
const engineFolder = "NNLIB_TEST_ENGINE"

func TestMain(m *testing.M) {
	if run := os.Getenv(engineFolder); run != "" {
		models := engine.New(filepath.Join(run, "engine"))
		listener, err := engine.Listen(filepath.Join(run, wire.SocketName))
		if err == nil {
			err = models.ServeAll(listener)
		}
		log.Fatal(err)
	}
	os.Exit(parity.Finish(m.Run(), parityRows))
}

// startEngine starts an engine in a process and returns what kills it.
func startEngine(t *testing.T, run string) (kill func()) {
	t.Helper()
	process := exec.Command(os.Args[0])
	process.Env = append(os.Environ(), engineFolder+"="+run)
	process.Stderr = os.Stderr
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	kill = func() {
		_ = process.Process.Kill() // fails where it was killed before
		_ = process.Wait()
	}
	t.Cleanup(kill)
	return kill
}

func TestEngineDies(t *testing.T) {
	run, err := os.MkdirTemp("", "nnlib") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(run) })
	kill := startEngine(t, run)
	t.Setenv("NNBOOK_RUN", run)
	train, _ := digits()
	declare := func() *nnlib.Model {
		return nnlib.Sequential("died", nnlib.Input(28, 28), nnlib.Flatten(), nnlib.Dense(10, nnlib.Softmax))
	}
	model := declare()
	model.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy())
	killer := &follower{epochEnd: func(epoch int, _ nnlib.Logs) error {
		if epoch == 1 {
			kill()
			startEngine(t, run)
		}
		return nil
	}}
	problem := mistake(t, func() { model.Fit(train, nnlib.Epochs(1000), nnlib.Callbacks(killer), nnlib.Verbose(0)) })
	for _, want := range []string{`Fit of model "died"`, "the engine died", "it was started again", `"died": 2 epochs trained`, "run this cell again"} {
		if !strings.Contains(problem.Error(), want) {
			t.Errorf("it does not say %q:\n%v", want, problem)
		}
	}
	if heard := fmt.Sprint(killer.heard); heard != "[begin 1000 0 63 epoch 0 epoch 1 end 1]" {
		t.Errorf("the callback heard %v", heard)
	}
	text := printed(t, func() { declare().Fit(train, nnlib.Verbose(0)) })
	if !strings.Contains(text, "2 epochs") {
		t.Errorf("the next Fit does not go on: %q", text)
	}
}

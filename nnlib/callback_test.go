package nnlib_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"nnbook/nnlib"
)

// follower writes down what it is told and does something at each epoch's end.
type follower struct {
	heard    []string
	batches  int
	epochEnd func(epoch int, logs nnlib.Logs) error
}

func (f *follower) OnTrainBegin(params map[string]int) {
	f.heard = append(f.heard, fmt.Sprint("begin ", params["epochs"], params["initial_epoch"], params["steps"]))
}

func (f *follower) OnTrainBatchEnd(epoch, batch int, logs nnlib.Logs) { f.batches++ }

func (f *follower) OnEpochEnd(epoch int, logs nnlib.Logs) error {
	f.heard = append(f.heard, fmt.Sprint("epoch ", epoch))
	if f.epochEnd == nil {
		return nil
	}
	return f.epochEnd(epoch, logs)
}

func (f *follower) OnTrainEnd(logs nnlib.Logs) {
	f.heard = append(f.heard, fmt.Sprint("end ", len(logs)))
}

func TestCallbacksHearEverything(t *testing.T) {
	model := compiled(t)
	train, _ := digits()
	f := &follower{}
	model.Fit(train, nnlib.Epochs(4), nnlib.InitialEpoch(2), nnlib.Callbacks(f), nnlib.Verbose(0))
	want := []string{"begin 4 2 63", "epoch 2", "epoch 3", "end 2"}
	if !slices.Equal(f.heard, want) {
		t.Errorf("heard %q, want %q", f.heard, want)
	}
	if f.batches == 0 {
		t.Error("heard of no batch")
	}
}

func TestCallbackStopsTraining(t *testing.T) {
	model := compiled(t)
	train, _ := digits()
	stop := &follower{epochEnd: func(epoch int, _ nnlib.Logs) error {
		if epoch == 1 {
			return fmt.Errorf("good enough: %w", nnlib.ErrStopTraining)
		}
		return nil
	}}
	history := model.Fit(train, nnlib.Epochs(1000), nnlib.Callbacks(stop), nnlib.Verbose(0))
	if epochs, _ := history.Curve("loss"); !slices.Equal(epochs, []int{0, 1}) {
		t.Errorf("trained epochs %v", epochs)
	}
}

func TestCallbackFails(t *testing.T) {
	model := compiled(t)
	train, _ := digits()
	broken := errors.New("disk full")
	fails := &follower{epochEnd: func(int, nnlib.Logs) error { return broken }}
	stops := &follower{epochEnd: func(int, nnlib.Logs) error { return nnlib.ErrStopTraining }}
	func() {
		defer func() {
			if got := recover(); got != broken {
				t.Errorf("panicked with %v, want the callback's error", got)
			}
		}()
		model.Fit(train, nnlib.Epochs(1000), nnlib.Callbacks(stops, fails), nnlib.Verbose(0))
	}()
	if epochs, _ := model.History().Curve("loss"); !slices.Equal(epochs, []int{0}) {
		t.Errorf("kept epochs %v", epochs)
	}
	if !slices.Equal(stops.heard, []string{"begin 1000 0 63", "epoch 0", "end 2"}) {
		t.Errorf("the other callback heard %q", stops.heard)
	}
}

func TestInterruptEndsFitNormally(t *testing.T) {
	model := compiled(t)
	train, _ := digits()
	interrupts := &follower{epochEnd: func(epoch int, _ nnlib.Logs) error {
		if epoch == 1 {
			return syscall.Kill(os.Getpid(), syscall.SIGINT)
		}
		return nil
	}}
	var history *nnlib.History
	text := printed(t, func() {
		history = model.Fit(train, nnlib.Epochs(100_000), nnlib.Callbacks(interrupts), nnlib.Verbose(0))
	})
	epochs, _ := history.Curve("loss")
	if len(epochs) < 2 || len(epochs) > 1000 {
		t.Errorf("trained %d epochs before it stopped", len(epochs))
	}
	if !strings.Contains(text, "Interrupted in epoch ") {
		t.Errorf("it prints %q", text)
	}
	if heard := interrupts.heard; heard[len(heard)-1] != "end 2" {
		t.Errorf("the callback does not hear of the end: %q", heard)
	}
	if kept, _ := model.History().Curve("loss"); len(kept) != len(epochs) {
		t.Errorf("kept %d of %d epochs", len(kept), len(epochs))
	}
	model.Fit(train, nnlib.Verbose(0))
}

// A second interrupt must end a program whose Fit does not, so the test runs
// itself as that program.
func TestSecondInterruptEndsTheProgram(t *testing.T) {
	if os.Getenv("NNLIB_INTERRUPT_TWICE") != "" {
		interruptTwice(t)
		return
	}
	program := exec.Command(os.Args[0], "-test.run=^TestSecondInterruptEndsTheProgram$")
	program.Env = append(os.Environ(), "NNLIB_INTERRUPT_TWICE=1")
	output, err := program.CombinedOutput()
	if err == nil || strings.Contains(string(output), "still alive") {
		t.Errorf("it ended with %v:\n%s", err, output)
	}
}

func interruptTwice(t *testing.T) {
	train, _ := digits()
	model := compiled(t)
	model.Fit(train, nnlib.Epochs(2), nnlib.Callbacks(&follower{epochEnd: func(int, nnlib.Logs) error {
		for range 200 { // the first is handled on a goroutine
			if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
				return err
			}
			time.Sleep(10 * time.Millisecond)
		}
		fmt.Println("still alive")
		return nil
	}}))
}

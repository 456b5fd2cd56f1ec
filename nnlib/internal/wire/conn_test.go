package wire

import (
	"errors"
	"io"
	"net"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"nnbook/kernel/socket"
	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// pair opens both ends of a call.
func pair(t *testing.T) (cell, engine *Conn) {
	t.Helper()
	a, b := net.Pipe()
	accepted := make(chan error, 1)
	go func() {
		var err error
		engine, err = Accept(b)
		accepted <- err
	}()
	cell, err := Dial(a)
	if err != nil {
		t.Fatal(err)
	}
	if err := <-accepted; err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cell.Close(); engine.Close() })
	return cell, engine
}

func TestMessagesCross(t *testing.T) {
	cell, engine := pair(t)
	messages := []any{
		Compile{Settings: spec.Compile{Optimizer: spec.Object{Class: "Adam", Params: spec.Numbers{"learning_rate": 0.001}}}},
		Go{Stop: true},
		Arrays{X: Bytes([]byte{1, 2}, 2), Y: Int32s([]int32{3, 4}, 2)},
		EpochEnd{Epoch: 3, Logs: spec.Numbers{"loss": 0.5}},
		Done{Result: Trained{Curves: []spec.Curve{{Name: "loss", Epochs: []int{0}, Values: []float64{1}}}}},
		Done{},
		Failure{fault.Error{Who: "Fit", Got: "nothing", Fix: "something"}},
	}
	go func() {
		for _, message := range messages {
			if err := cell.Send(message); err != nil {
				t.Error(err)
			}
		}
		cell.Close()
	}()
	for _, want := range messages {
		got, err := engine.Receive()
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v, %v; want %+v", got, err, want)
		}
	}
	if _, err := engine.Receive(); err != io.EOF {
		t.Errorf("after the end: %v, want io.EOF", err)
	}
}

func TestSendFromManyGoroutines(t *testing.T) {
	cell, engine := pair(t)
	const senders, each = 8, 50
	var sending sync.WaitGroup
	for range senders {
		sending.Go(func() {
			for range each {
				if err := cell.Send(Interrupt{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range senders * each {
		if message, err := engine.Receive(); err != nil || message != any(Interrupt{}) {
			t.Fatalf("got %v, %v", message, err)
		}
	}
	sending.Wait()
}

func TestAnotherVersionIsTurnedAway(t *testing.T) {
	a, b := net.Pipe()
	go func() {
		defer b.Close()
		if _, err := Accept(b); err == nil {
			t.Error("accepted")
		}
	}()
	cell := newConn(a)
	if err := cell.encoder.Encode(greeting{Version + 1}); err != nil {
		t.Fatal(err)
	}
	message, err := cell.Receive()
	failure, ok := message.(Failure)
	if !ok || !strings.Contains(failure.Error.Fix, "install") {
		t.Errorf("got %v, %v; want a Failure that says what to do", message, err)
	}
}

func TestOpenWithoutEngine(t *testing.T) {
	t.Setenv(socket.RunFolder, "")
	registered := serve
	serve = nil
	defer func() { serve = registered }()
	_, err := Open()
	var mistake *fault.Error
	if !errors.As(err, &mistake) || !strings.Contains(mistake.Fix, "nnbook/nnlib/engine") {
		t.Errorf("got %v, want the import to write", err)
	}
}

func TestOpenSocket(t *testing.T) {
	run := t.TempDir()
	t.Setenv(socket.RunFolder, run)
	listener, err := net.Listen("unix", filepath.Join(run, SocketName))
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		stream, err := listener.Accept()
		if err != nil {
			t.Error(err)
			return
		}
		engine, err := Accept(stream)
		if err != nil {
			t.Error(err)
			return
		}
		_ = engine.Send(Done{})
	}()
	cell, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	defer cell.Close()
	if message, err := cell.Receive(); err != nil || message != any(Done{}) {
		t.Errorf("got %v, %v", message, err)
	}
}

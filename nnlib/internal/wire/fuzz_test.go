package wire

import (
	"bytes"
	"io"
	"runtime"
	"testing"

	"nnbook/nnlib/internal/spec"
)

type readOnly struct{ io.Reader }

func (readOnly) Write(p []byte) (int, error) { return len(p), nil }
func (readOnly) Close() error                { return nil }

// recorded returns the bytes of a call with these messages.
func recorded(f *testing.F, messages ...any) []byte {
	var stream bytes.Buffer
	cell, err := Dial(struct {
		io.ReadWriter
		io.Closer
	}{&stream, readOnly{}})
	if err != nil {
		f.Fatal(err)
	}
	for _, message := range messages {
		if err := cell.Send(message); err != nil {
			f.Fatal(err)
		}
	}
	return stream.Bytes()
}

// Hostile bytes must end in an error, not in a panic, and must not make the
// engine allocate what was never sent.
func FuzzReceive(f *testing.F) {
	f.Add(recorded(f, Fit{Data: spec.ExamplesOf(spec.Dataset{Source: "mnist/train", Ops: []spec.Op{{Kind: "shuffle"}}}), Epochs: 3}, Go{}, Interrupt{}))
	f.Add(recorded(f, Compile{Settings: spec.Compile{Goals: []spec.Goal{{Loss: spec.Object{Class: "loss", Params: spec.Numbers{"from_logits": 1}}}}}}))
	f.Add(recorded(f, Arrays{X: Float32s([]float32{1, 2}, 2), Y: Bytes([]byte{1, 2}, 2)}))
	f.Add(recorded(f, SetWeights{Variables: Variables{Names: []string{"dense/kernel"}, Arrays: []Array{Float32s([]float32{1}, 1, 1)}}}))
	f.Add(recorded(f, BatchEnd{Logs: spec.Numbers{"loss": 1}}, Done{Models{[]ModelStatus{{Name: "mnist"}}}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		readAll(data)
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20+1000*uint64(len(data)) {
			t.Errorf("%d bytes of a message took %d bytes of memory", len(data), used)
		}
	})
}

func readAll(data []byte) {
	conn, err := Accept(readOnly{bytes.NewReader(data)})
	for err == nil {
		var message any
		message, err = conn.Receive()
		if arrays, ok := message.(Arrays); ok && arrays.X.Validate() == nil {
			arrays.X.Float32s()
		}
	}
}

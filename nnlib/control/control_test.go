package control

import (
	"net"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib"
	"nnbook/nnlib/engine"
)

// Outside a notebook, the engine of the process answers, here on a socket as well.
func TestControl(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		for {
			stream, err := listener.Accept()
			if err != nil {
				return
			}
			go engine.Serve(stream)
		}
	}()
	if models, err := Models(path); err != nil || len(models) != 0 {
		t.Fatalf("at first there are %v, %v", models, err)
	}
	model := nnlib.Sequential("m", nnlib.Input(2), nnlib.Dense(1))
	model.Compile(nnlib.SGD(), nnlib.MeanSquaredError())
	data := nnlib.FromSlices([][]float32{{1, 2}, {3, 4}}, []float32{0.5, 1.5})
	history := model.Fit(data, nnlib.Epochs(2), nnlib.Validation(data), nnlib.Verbose(0))
	_, losses := history.Curve("loss")
	_, validation := history.Curve("val_loss")
	want := Model{Name: "m", Parameters: 3, Compiled: true, Epochs: 2, Last: []Measure{{"loss", losses[1]}, {"val_loss", validation[1]}}}
	look := func() Model {
		t.Helper()
		models, err := Models(path)
		if err != nil || len(models) != 1 {
			t.Fatalf("there are %v, %v", models, err)
		}
		if models[0].Bytes < 12 {
			t.Errorf("the model has %d bytes", models[0].Bytes)
		}
		models[0].Backend, models[0].Bytes = "", 0
		return models[0]
	}
	if got := look(); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if err := Reset(path, "m"); err != nil {
		t.Fatal(err)
	}
	want.Epochs, want.Last = 0, nil
	if got := look(); !reflect.DeepEqual(got, want) {
		t.Errorf("after a reset %+v, want %+v", got, want)
	}
	if err := Reset(path, "n"); err == nil || !strings.Contains(err.Error(), "one of m") {
		t.Errorf("resetting what isn't there: %v", err)
	}
}

func TestMeasuresComeInOrder(t *testing.T) {
	want := []Measure{{"accuracy", 1}, {"loss", 2}, {"val_accuracy", 3}, {"learning_rate", 4}}
	if got := measures(map[string]float64{"learning_rate": 4, "val_accuracy": 3, "loss": 2, "accuracy": 1}); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWithoutEngine(t *testing.T) {
	if _, err := Models(filepath.Join(t.TempDir(), "s")); err == nil {
		t.Error("an engine that isn't there lists models")
	}
}

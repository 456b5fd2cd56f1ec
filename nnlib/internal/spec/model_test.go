package spec

import (
	"bytes"
	"encoding/gob"
	"maps"
	"math"
	"reflect"
	"testing"
)

func TestModelCrossesGob(t *testing.T) {
	want := digits(10)
	var stream bytes.Buffer
	if err := gob.NewEncoder(&stream).Encode(want); err != nil {
		t.Fatal(err)
	}
	var got Model
	if err := gob.NewDecoder(&stream).Decode(&got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&got, want) {
		t.Errorf("got %+v, want %+v", &got, want)
	}
}

func TestNumbersCrossGob(t *testing.T) {
	for _, want := range []Numbers{{}, {"": 0}, {"loss": 0.25, "accuracy": 1}, {"loss": math.Inf(1)}} {
		data, err := want.GobEncode()
		if err != nil {
			t.Fatal(err)
		}
		var got Numbers
		if err := got.GobDecode(data); err != nil || !maps.Equal(got, want) {
			t.Errorf("got %v, %v; want %v", got, err, want)
		}
		if len(data) > 0 {
			if err := got.GobDecode(data[:len(data)-1]); err == nil {
				t.Errorf("%v: read though cut short", want)
			}
		}
	}
}

func TestSnake(t *testing.T) {
	for class, want := range map[string]string{
		"Dense": "dense", "Conv2D": "conv2d", "MaxPooling2D": "max_pooling2d", "BatchNormalization": "batch_normalization",
		"LSTM": "lstm", "GRU": "gru", "LeakyReLU": "leaky_re_lu", "GlobalAveragePooling2D": "global_average_pooling2d",
	} {
		if got := Snake(class); got != want {
			t.Errorf("Snake(%q) = %q, want %q", class, got, want)
		}
	}
}

// What decodes must be safe to use: every later step trusts a validated model.
func FuzzModel(f *testing.F) {
	data, err := digits(10).GobEncode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"layers":[null],"nodes":[{}],"inputs":[0],"outputs":[0]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var m Model
		if m.GobDecode(data) != nil {
			return
		}
		for _, weights := range m.Weights() {
			for _, w := range weights {
				if Shape(w.Shape).Size() < 1 {
					t.Errorf("weight %q has shape %v", w.Name, w.Shape)
				}
			}
		}
		if change := m.Change(&m); change != "" {
			t.Errorf("a model differs from itself: %s", change)
		}
	})
}

func FuzzNumbers(f *testing.F) {
	data, _ := Numbers{"loss": 1, "accuracy": 2}.GobEncode()
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		var n Numbers
		if n.GobDecode(data) == nil && len(n) > len(data)/9 {
			t.Errorf("%d numbers from %d bytes", len(n), len(data))
		}
	})
}

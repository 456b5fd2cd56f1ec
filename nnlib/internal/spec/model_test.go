package spec

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"maps"
	"math"
	"reflect"
	"slices"
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

// A layer without settings, or with odd ones, says so or can be built; it is no
// reason to panic.
func TestOddSettings(t *testing.T) {
	odd := []string{
		`{}`, `{"axis": 7}`, `{"axis": -7}`, `{"axis": [0]}`, `{"axis": [-1, 1]}`, `{"groups": 0, "axis": -1}`, `{"groups": -3, "axis": 1}`,
		`{"target_shape": [-1, -1]}`, `{"target_shape": [0, -1]}`, `{"target_shape": [9223372036854775807, 9223372036854775807]}`, `{"dims": [9]}`, `{"dims": []}`,
		`{"shared_axes": [-9]}`, `{"shared_axes": [1, 1]}`, `{"mean": [1, 2], "variance": [1], "axis": [1]}`, `{"mean": [], "variance": [], "axis": []}`,
		`{"data": {"X": {"Shape": [-1]}}}`, `{"output_mode": "hot", "num_tokens": 3}`, `{"output_mode": "count", "num_tokens": -3}`,
		`{"activation": {"class_name": "glu"}, "units": 3}`, `{"n": -1}`,
	}
	for class, empty := range configs {
		for _, settings := range odd {
			for _, shape := range []Shape{{}, {1}, {4}, {2, 3}, {2, 3, 4}} {
				config := empty()
				if err := json.Unmarshal([]byte(settings), config); err != nil {
					continue // the type of a setting does not fit this class
				}
				if validateConfig(config) != nil {
					continue
				}
				least, _ := Arity(config)
				inputs := slices.Repeat([]Shape{shape}, least)
				out, err := config.OutputShape(inputs)
				if err != nil || out.Validate() != nil {
					continue
				}
				for _, w := range config.Weights(inputs) {
					if w.Name == "" {
						t.Errorf("%s %s has a weight without a name", class, settings)
					}
				}
			}
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
	for class := range configs {
		f.Add([]byte(`{"name":"m","layers":[{"class_name":"InputLayer","name":"i","config":{"shape":[2,4]}},{"class_name":"` + class +
			`","name":"l","config":{"axis":[-1],"groups":2,"target_shape":[-1],"dims":[2,1],"n":2,"scale":true,"center":true}}],` +
			`"nodes":[{"layer":0,"shape":[2,4]},{"layer":1,"inputs":[0],"shape":[2,4]}],"inputs":[0],"outputs":[1]}`))
	}
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

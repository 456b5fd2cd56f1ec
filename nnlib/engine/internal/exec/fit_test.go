package exec

import (
	"fmt"
	"math"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// fitCase is what Keras measures while it trains.
type fitCase struct {
	History         map[string][]float64
	Predictions     []float32
	OptimizerValues int `json:"optimizer_values"` // 0 where Keras was not asked
}

// fitLikeKeras trains from fixed weights and not shuffled, and compares each epoch.
func fitLikeKeras(t *testing.T, model *spec.Model, settings spec.Compile, train, valid, some Data, want fitCase) {
	t.Helper()
	onBackends(t, func(t *testing.T, backend string) {
		m := newModel(t, model, backend, settings)
		setKnownWeights(t, m)
		options := Options{BatchSize: 32}
		for epoch := range want.History["loss"] {
			logs, timing, err := m.Train(t.Context(), train, options)
			if err != nil {
				t.Fatal(err)
			}
			steps := (train.Len() + 31) / 32
			if timing.Steps != steps || timing.StepSeconds <= 0 && steps > 10 { // a few tell nothing of a step's time
				t.Errorf("timing %+v, want %d steps", timing, steps)
			}
			measured, err := m.Evaluate(t.Context(), valid, options)
			if err != nil {
				t.Fatal(err)
			}
			for i, name := range measured.Names {
				logs["val_"+name] = measured.Values[i]
			}
			for name, values := range want.History {
				near(t, fmt.Sprintf("epoch %d: %s", epoch+1, name), []float32{float32(logs[name])}, []float32{float32(values[epoch])}, 1e-4)
			}
			if len(logs) != len(want.History) {
				t.Errorf("logs %v, want %v", logs, want.History)
			}
		}
		predictions, err := m.Predict(t.Context(), some, options)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "predictions", predictions.Arrays[0].Float32s(), want.Predictions, 1e-4)
		if got := m.OptimizerValues(); want.OptimizerValues > 0 && got != want.OptimizerValues {
			t.Errorf("%d values in the optimizer, want %d", got, want.OptimizerValues)
		}
	})
}

// setKnownWeights gives a model the weights that Keras begins with in the golden scripts.
func setKnownWeights(t *testing.T, m *Model) {
	t.Helper()
	weights, err := m.Variables()
	if err != nil {
		t.Fatal(err)
	}
	for i, array := range weights.Arrays {
		limit := 0.01
		if len(array.Shape) > 1 {
			in, out := fans(array.Shape)
			limit = math.Sqrt(6 / (in + out))
		}
		weights.Arrays[i] = wire.Float32s(lcg(array.Len(), limit, uint32(i+1)), array.Shape...)
	}
	if err := m.SetVariables(weights); err != nil {
		t.Fatal(err)
	}
}

// lcg makes the same weights as golden.py.
func lcg(count int, limit float64, state uint32) []float32 {
	values := make([]float32, count)
	for i := range values {
		state = 1664525*state + 1013904223
		values[i] = float32((float64(state)/(1<<32)*2 - 1) * limit)
	}
	return values
}

// Three epochs on 1,000 digits.
func TestFitIsKeras(t *testing.T) {
	fitLikeKeras(t, digitsModel(t), digitsCompile, digits(t, 0, 1000), digits(t, 1000, 1200), digits(t, 1000, 1003), readGolden(t).Fit)
}

// Three epochs of an LSTM that reads digits row by row.
func TestLSTMFitIsKeras(t *testing.T) {
	model := sequential(t, spec.Shape{28, 28}, spec.Layer{Name: "lstm", Config: lstmOf(32, false)}, denseLayer("dense", 10, object(spec.Softmax)))
	fitLikeKeras(t, model, digitsCompile, digits(t, 0, 1000), digits(t, 1000, 1200), digits(t, 1000, 1003), readRecurrent(t).Rows)
}

// Three epochs of tagging padded sentences: steps of padding weigh nothing in loss
// and accuracy.
func TestMaskedFitIsKeras(t *testing.T) {
	want := readRecurrent(t).Tags
	embedding := &spec.Embedding{InputDim: 12, OutputDim: 6, MaskZero: true, EmbeddingsInitializer: object(spec.Zeros)}
	model := sequential(t, spec.Shape{9}, spec.Layer{Name: "embedding", Config: embedding},
		spec.Layer{Name: "both", Config: bidirectionalOf(gruOf(5, true))}, denseLayer("dense", 4, object(spec.Softmax)))
	all := oneInput(want.X.wire(), wire.Int32s(targetsOf(want.Y.Values), want.Y.Shape...))
	rows := all.Slice
	fitLikeKeras(t, model, digitsCompile, rows(0, 110), rows(110, 150), rows(110, 113), want.fitCase)
}

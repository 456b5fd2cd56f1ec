package exec

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// masksGolden is testdata/masks.json, which testdata/masks.py writes.
type masksGolden struct {
	Layers []recurrentCase
	Fits   []maskedFit
}

// maskedFit is a training whose loss, or means, see masks.
type maskedFit struct {
	Name          string
	Model         *spec.Model
	Xs            []array
	Y             array
	Integers      bool
	Before, After [][]float32 // weights
	History       map[string][]float64
	Predictions   []float32
}

func readMasks(t *testing.T) (g masksGolden) {
	t.Helper()
	data, err := os.ReadFile("testdata/masks.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

// Masks end where a layer gives one output for all steps, and where it mixes them.
func TestMasksOutput(t *testing.T) {
	embedding := func(maskZero bool) spec.Layer {
		return spec.Layer{Name: "embedding", Config: &spec.Embedding{InputDim: 3, OutputDim: 2, MaskZero: maskZero}}
	}
	named := func(name string, config spec.Config) spec.Layer { return spec.Layer{Name: name, Config: config} }
	inner := func(layers ...spec.Layer) *spec.Nested {
		return spec.NewNested(sequential(t, spec.Shape{4, 2}, layers...))
	}
	for _, c := range []struct {
		name   string
		layers []spec.Layer
		want   bool
	}{
		{"none", []spec.Layer{embedding(false), named("lstm", lstmOf(2, true))}, false},
		{"sequences", []spec.Layer{embedding(true), named("lstm", lstmOf(2, true)), denseLayer("dense", 2, object(spec.Linear))}, true},
		{"last output", []spec.Layer{embedding(true), named("lstm", lstmOf(2, false))}, false},
		{"both ways", []spec.Layer{embedding(true), named("both", bidirectionalOf(lstmOf(2, true)))}, true},
		{"both last outputs", []spec.Layer{embedding(true), named("both", bidirectionalOf(lstmOf(2, false)))}, false},
		{"steps of features", []spec.Layer{embedding(false), named("masking", &spec.Masking{})}, true},
		{"flattened", []spec.Layer{embedding(true), named("flatten", &spec.Flatten{})}, false},
		{"pooled", []spec.Layer{embedding(true), named("pool", &spec.GlobalAveragePooling1D{})}, false},
		{"nested", []spec.Layer{embedding(true), named("inner", inner(denseLayer("dense", 2, object(spec.Linear))))}, true},
		{"ending within", []spec.Layer{embedding(true), named("inner", inner(named("lstm", lstmOf(2, false))))}, false},
		{"beginning within", []spec.Layer{embedding(false), named("inner", inner(named("masking", &spec.Masking{})))}, true},
		{"distributed", []spec.Layer{embedding(true), named("each", &spec.TimeDistributed{Layer: denseLayer("dense", 2, object(spec.Linear))})}, true},
	} {
		if got := masksOutput(sequential(t, spec.Shape{4}, c.layers...)); got != c.want {
			t.Errorf("%s: %t, want %t", c.name, got, c.want)
		}
	}
}

// What each layer makes of inputs with masks, and whether its output has one.
func TestMasksAreKeras(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range readMasks(t).Layers {
		seen[c.Layer.Config.Class()] = true
		t.Run(c.Name, func(t *testing.T) {
			checkDeclared(t, c)
			onBackends(t, func(t *testing.T, backend string) { checkComputed(t, backend, c) })
		})
	}
	for _, c := range readRecurrent(t).Layers { // see TestRecurrentLayersAreKeras
		seen[c.Layer.Config.Class()] = true
	}
	for class := range passing {
		if !seen[class] {
			t.Errorf("no golden case of %s with a mask", class)
		}
	}
}

// Masks that are joined, averaged over and added up, behind a nested model, in
// whole trainings with short batches.
func TestMaskedModelsAreKeras(t *testing.T) {
	for _, c := range readMasks(t).Fits {
		t.Run("Functional "+c.Name, func(t *testing.T) {
			onBackends(t, func(t *testing.T, backend string) { c.check(t, backend) })
		})
	}
}

func (c maskedFit) check(t *testing.T, backend string) {
	if err := c.Model.Validate(); err != nil {
		t.Fatal(err)
	}
	loss, targets := object(spec.MeanSquaredError), c.Y.wire()
	if c.Integers {
		loss, targets = crossentropy, wire.Int32s(targetsOf(c.Y.Values), c.Y.Shape...)
	}
	m := newModel(t, c.Model, backend, oneGoal(object(spec.SGD, "learning_rate", 0.1, "momentum", 0.0, "nesterov", 0.0), loss))
	weights, err := m.Variables()
	if err != nil {
		t.Fatal(err)
	}
	for i, values := range c.Before {
		weights.Arrays[i] = wire.Float32s(values, weights.Arrays[i].Shape...)
	}
	if err := m.SetVariables(weights); err != nil {
		t.Fatal(err)
	}
	var xs []wire.Array
	for _, x := range c.Xs {
		xs = append(xs, x.wire())
	}
	all := inputsOf(xs...)
	all.Y = inputsOf(targets).X
	train, valid, options := all.Slice(0, 10), all.Slice(10, 16), Options{BatchSize: 4}
	for epoch := range c.History["loss"] {
		logs, _, err := m.Train(t.Context(), train, options)
		if err != nil {
			t.Fatal(err)
		}
		measured, err := m.Evaluate(t.Context(), valid, options)
		if err != nil {
			t.Fatal(err)
		}
		got := []float32{float32(logs["loss"]), float32(measured.Values[0])}
		want := []float32{float32(c.History["loss"][epoch]), float32(c.History["val_loss"][epoch])}
		near(t, fmt.Sprintf("losses of epoch %d", epoch+1), got, want, 1e-5)
	}
	after, err := m.Variables()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range c.After {
		near(t, after.Names[i], after.Arrays[i].Float32s(), want, 1e-5)
	}
	predictions, err := m.Predict(t.Context(), all, options)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "predictions", predictions.Arrays[0].Float32s(), c.Predictions, 1e-5)
}

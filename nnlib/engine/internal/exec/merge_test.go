package exec

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

func TestMergesAreKeras(t *testing.T) {
	data, err := os.ReadFile("testdata/merge.json")
	if err != nil {
		t.Fatal(err)
	}
	var golden struct {
		Cases []struct {
			Class  string `json:"class"`
			Config json.RawMessage
			Inputs []struct {
				Shape  []int
				Values []float32
			}
			Shape     []int
			Y, Scale  []float32
			Gradients [][]float32
		}
	}
	if err := json.Unmarshal(data, &golden); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	onBackends(t, func(t *testing.T, backend string) {
		for i, c := range golden.Cases {
			name := fmt.Sprintf("%d: %s", i, c.Class)
			var layer spec.Layer
			text := fmt.Sprintf(`{"class_name": %q, "config": %s}`, c.Class, c.Config)
			if err := json.Unmarshal([]byte(text), &layer); err != nil {
				t.Fatal(err)
			}
			var inputs []wire.Array
			var rows []spec.Shape
			for _, input := range c.Inputs {
				inputs, rows = append(inputs, wire.Float32s(input.Values, input.Shape...)), append(rows, input.Shape[1:])
			}
			shape, err := layer.Config.OutputShape(rows)
			if err != nil || shape.String() != spec.Shape(c.Shape[1:]).String() {
				t.Errorf("%s: shape %v, %v; want %v", name, shape, err, c.Shape)
			}
			got := evaluate(t, backend, append(inputs, wire.Float32s(c.Scale, c.Shape...)), func(in []*Node) []*Node {
				xs := in[:len(in)-1]
				y := layers[c.Class](&scope{network: newNetwork(&spec.Model{}, nil)}, layer.Config, xs)
				return append([]*Node{y}, graph.Gradient(graph.ReduceAllSum(graph.Mul(y, in[len(xs)])), xs...)...)
			})
			near(t, name, got[0], c.Y, 1e-6)
			for j, gradient := range c.Gradients {
				near(t, fmt.Sprintf("%s, gradient by input %d", name, j), got[1+j], gradient, 1e-5)
			}
			seen[c.Class] = true
		}
	})
	for class := range merges {
		if !seen[class] {
			t.Errorf("no golden case of %s", class)
		}
	}
}

func TestMerges(t *testing.T) {
	row, steps := spec.Shape{4}, spec.Shape{3, 4}
	for class := range merges {
		t.Run(class, func(t *testing.T) {
			checkLayer(t, spec.NewMerge(class), steps, steps)
			checkLayer(t, spec.NewMerge(class), steps, row)
		})
	}
	t.Run("Add of three", func(t *testing.T) { checkLayer(t, spec.NewMerge(spec.Add), row, row, row) })
	t.Run("Concatenate", func(t *testing.T) {
		checkLayer(t, &spec.Concatenate{Axis: -1}, row, spec.Shape{2}, row)
		checkLayer(t, &spec.Concatenate{Axis: 1}, steps, spec.Shape{2, 4})
	})
	t.Run("Dot", func(t *testing.T) {
		checkLayer(t, &spec.Dot{Axes: [2]int{1, 1}}, row, row)
		checkLayer(t, &spec.Dot{Axes: [2]int{2, 2}, Normalize: true}, steps, spec.Shape{2, 4})
	})
}

func TestAttentions(t *testing.T) {
	query, value, key := spec.Shape{3, 4}, spec.Shape{2, 5}, spec.Shape{2, 4}
	for _, mode := range []string{spec.ScoreDot, spec.ScoreConcat} {
		t.Run("Attention "+mode, func(t *testing.T) {
			checkLayer(t, &spec.Attention{UseScale: true, ScoreMode: mode, Dropout: 0.25}, query, value, key)
			checkLayer(t, &spec.Attention{ScoreMode: mode, UseCausalMask: true}, query, query)
		})
	}
	heads := &spec.MultiHeadAttention{
		NumHeads: 2, KeyDim: 3, ValueDim: 2, UseBias: true, Dropout: 0.25,
		KernelInitializer: object(spec.GlorotUniform), BiasInitializer: object(spec.Zeros),
	}
	t.Run("MultiHeadAttention", func(t *testing.T) { checkLayer(t, heads, query, value, key) })
}

// Two inputs, a layer that is called twice, a frozen one, a nested model and two
// outputs train alike on both backends.
func TestGraphsTrainAlike(t *testing.T) {
	tanh := object(spec.Tanh)
	inner := sequential(t, spec.Shape{4}, denseLayer("a", 3, tanh), spec.Layer{Name: "drop", Config: &spec.Dropout{Rate: 0.2}}, denseLayer("b", 4, tanh))
	model := &spec.Model{
		Name: "graph", Class: "Functional", Seed: 3,
		Layers: []spec.Layer{
			{Name: "left", Config: &spec.Input{Shape: spec.Shape{4}}}, {Name: "right", Config: &spec.Input{Shape: spec.Shape{4}}},
			denseLayer("shared", 4, tanh), {Name: "inner", Config: spec.NewNested(inner)}, {Name: "frozen", Config: denseLayer("", 4, tanh).Config, Frozen: true},
			{Name: "join", Config: &spec.Concatenate{Axis: -1}}, denseLayer("out", 1, object(spec.Linear)), denseLayer("aux", 2, object(spec.Softmax)),
		},
		Nodes: []spec.Node{
			{Layer: 0, Shape: spec.Shape{4}}, {Layer: 1, Shape: spec.Shape{4}},
			{Layer: 2, Inputs: []int{0}, Shape: spec.Shape{4}}, {Layer: 2, Inputs: []int{1}, Shape: spec.Shape{4}},
			{Layer: 3, Inputs: []int{2}, Shape: spec.Shape{4}}, {Layer: 4, Inputs: []int{3}, Shape: spec.Shape{4}},
			{Layer: 5, Inputs: []int{4, 5}, Shape: spec.Shape{8}},
			{Layer: 6, Inputs: []int{6}, Shape: spec.Shape{1}}, {Layer: 7, Inputs: []int{4}, Shape: spec.Shape{2}},
		},
		Inputs: []int{0, 1}, Outputs: []int{7, 8},
	}
	if err := model.Validate(); err != nil {
		t.Fatal(err)
	}
	settings := spec.Compile{Optimizer: adamDefault, Goals: []spec.Goal{
		{Loss: object(spec.MeanSquaredError), Weight: 0.7, Weighted: []spec.Object{object(spec.MeanAbsoluteError)}},
		{Loss: crossentropy, Weight: 0.3, Metrics: []spec.Object{object(spec.Accuracy)}},
	}}
	var first []float32
	onBackends(t, func(t *testing.T, backend string) {
		m := newModel(t, model, backend, settings)
		data := twoColumns()
		before, err := m.Variables()
		if err != nil {
			t.Fatal(err)
		}
		var values []float32
		for epoch := range uint64(4) {
			logs, _, err := m.Train(t.Context(), data.Shuffled(epoch), Options{BatchSize: 3, Seed: epoch})
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"loss", "out_loss", "aux_loss", "out_mean_absolute_error", "aux_accuracy"} {
				value, ok := logs[name]
				if !ok {
					t.Fatalf("no %s in %v", name, logs)
				}
				values = append(values, float32(value))
			}
		}
		after, err := m.Variables()
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range after.Names {
			same := fmt.Sprint(before.Arrays[i]) == fmt.Sprint(after.Arrays[i])
			if frozen := name == "frozen/kernel" || name == "frozen/bias"; same != frozen {
				t.Errorf("%s stayed as it was: %v", name, same)
			}
		}
		outputs, err := m.Predict(t.Context(), data, Options{BatchSize: 3})
		if err != nil || fmt.Sprint(outputs.Names) != "[out aux]" {
			t.Fatalf("outputs %v, %v", outputs.Names, err)
		}
		values = append(append(values, outputs.Arrays[0].Float32s()...), outputs.Arrays[1].Float32s()...)
		if first == nil {
			first = values
		}
		near(t, "logs and outputs", values, first, 1e-4)
	})
}

// twoColumns are ten rows for two inputs, in other orders, with weights.
func twoColumns() Data {
	values := make([]float32, 40)
	for i := range values {
		values[i] = float32(i*i%17)/8 - 1
	}
	x := wire.Float32s(values, 10, 4)
	rows := rowsOf(x)
	turned := []int32{9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
	return Data{
		X: []Column{{Array: x, Factor: 1, Rows: rows}, {Array: x, Factor: 0.5, Rows: turned}},
		Y: []Column{
			{Array: wire.Float32s([]float32{1, 0, -1, 2, 0.5, -0.5, 0, 1, 1, -2}, 10), Rows: rows},
			{Array: wire.Int32s([]int32{0, 1, 1, 0, 1, 0, 1, 1, 0, 0}, 10), Rows: turned},
		},
		Weights: []float32{1, 2, 0, 1, 0.5, 1, 1, 3, 1, 1},
	}
}

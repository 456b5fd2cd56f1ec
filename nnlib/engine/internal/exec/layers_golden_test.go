package exec

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// layersGolden is testdata/layers.json, which testdata/layers.py writes.
type layersGolden struct {
	Activations, Regularizers, Constraints, Initializers []computed
	Layers, Integers                                     []layerCase
	Fits                                                 []boundedFit
	Statistics                                           []statistics
}

// boundedFit is a training with penalties and constraints.
type boundedFit struct {
	Layers        []spec.Layer
	X, Y          []float32
	Before, After [][]float32 // weights
	History       map[string][]float64
	Predictions   []float32
}

// layerCase is what Keras' layer makes of X.
type layerCase struct {
	Layer      spec.Layer
	Shape      []int
	X          []float32
	Output     spec.Shape // without the batch
	Weights    [][]float32
	Shapes     [][]int // of the weights
	Parameters int
	Y, Scale   []float32
	Gradients  [][]float32 // of Σ y·scale, by x and by each trainable weight
	Training   *struct {
		Y                  []float32
		Gradients, Weights [][]float32
	}
}

// computed is what Keras makes of X.
type computed struct {
	Class       string `json:"class"`
	Config      spec.Numbers
	Shape       []int
	X, Scale    []float32
	Y, Gradient []float32
	Value       float32
}

func (c computed) object() spec.Object { return spec.Object{Class: c.Class, Params: c.Config} }

func (c computed) input() wire.Array { return wire.Float32s(c.X, c.Shape...) }

func (c computed) String() string { return fmt.Sprint(c.Class, c.Config, c.Shape) }

func readLayers(t *testing.T) (g layersGolden) {
	t.Helper()
	// The second is what testdata/lookup.py of nnlib writes.
	for _, path := range []string{"testdata/layers.json", "../../../testdata/lookup.json"} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &g); err != nil {
			t.Fatal(err)
		}
	}
	return g
}

func TestMoreActivationsAreKeras(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range readGolden(t).Activations.Cases {
		seen[c.Class] = true // see TestActivationsAreKeras
	}
	all := readLayers(t).Activations
	onBackends(t, func(t *testing.T, backend string) {
		for _, c := range all {
			seen[c.Class] = true
			got := evaluate(t, backend, []wire.Array{c.input()}, func(in []*Node) []*Node {
				y := activations[c.Class](c.object(), in[0])
				scale := graph.Reshape(graph.Const(y.Graph(), c.Scale), y.Shape().Dimensions...)
				return append([]*Node{y}, graph.Gradient(graph.ReduceAllSum(graph.Mul(y, scale)), in[0])...)
			})
			near(t, c.String(), got[0], c.Y, 2e-6)
			near(t, c.String()+" gradient", got[1], c.Gradient, 5e-6)
		}
	})
	for class := range activations {
		if !seen[class] {
			t.Errorf("no golden values of the activation %s", class)
		}
	}
}

func TestRegularizersAreKeras(t *testing.T) {
	seen := map[string]bool{}
	onBackends(t, func(t *testing.T, backend string) {
		for _, c := range readLayers(t).Regularizers {
			seen[c.Class] = true
			got := evaluate(t, backend, []wire.Array{c.input()}, func(in []*Node) []*Node {
				y := regularize(c.object(), in[0])
				return append([]*Node{y}, graph.Gradient(y, in[0])...)
			})
			near(t, c.String(), got[0], []float32{c.Value}, 1e-6)
			near(t, c.String()+" gradient", got[1], c.Gradient, 1e-6)
		}
	})
	for class := range regularizers {
		if !seen[class] {
			t.Errorf("no golden values of the regularizer %s", class)
		}
	}
}

// As a graph and on the host.
func TestConstraintsAreKeras(t *testing.T) {
	all, seen := readLayers(t).Constraints, map[string]bool{}
	onBackends(t, func(t *testing.T, backend string) {
		for _, c := range all {
			seen[c.Class] = true
			constraint, err := constraintOf(c.object())
			if err != nil {
				t.Fatal(err)
			}
			got := evaluate(t, backend, []wire.Array{c.input()}, func(in []*Node) []*Node { return []*Node{constraint.on(in[0])} })
			near(t, c.String(), got[0], c.Y, 1e-6)
			onHost := slices.Clone(c.X)
			constraint.onHost(onHost, c.Shape)
			near(t, c.String()+" on the host", onHost, c.Y, 1e-6)
		}
	})
	if len(seen) != 4 {
		t.Errorf("golden values of the constraints %v only", seen)
	}
}

func TestLayersAreKeras(t *testing.T) {
	golden := readLayers(t)
	all := slices.Concat(golden.Layers, golden.Integers)
	onBackends(t, func(t *testing.T, backend string) {
		for i, c := range all {
			t.Run(fmt.Sprintf("%d %s", i, c.Layer.Config.Class()), func(t *testing.T) { c.check(t, backend) })
		}
	})
}

func (c layerCase) check(t *testing.T, backend string) {
	rows := spec.Shape(c.Shape[1:])
	output, err := c.Layer.Config.OutputShape([]spec.Shape{rows})
	if err != nil || !slices.Equal(output, c.Output) {
		t.Fatalf("output of shape %v, %v; want %v", output, err, c.Output)
	}
	weights, parameters := c.Layer.Config.Weights([]spec.Shape{rows}), 0
	inputs := []wire.Array{wire.Float32s(c.X, c.Shape...)}
	var trainable []int
	for i, w := range weights {
		if !slices.Equal(w.Shape, c.Shapes[i]) {
			t.Fatalf("%s is of shape %v, want %v", w.Name, w.Shape, c.Shapes[i])
		}
		if w.Trainable {
			trainable = append(trainable, i)
		}
		parameters += spec.Shape(w.Shape).Size()
		inputs = append(inputs, wire.Float32s(c.Weights[i], w.Shape...))
	}
	if len(weights) != len(c.Weights) || parameters != c.Parameters {
		t.Fatalf("%d weights with %d values, want %d with %d", len(weights), parameters, len(c.Weights), c.Parameters)
	}
	run := func(training bool, y []float32, gradients, after [][]float32) {
		got := evaluate(t, backend, inputs, func(in []*Node) []*Node {
			n := newNetwork(&spec.Model{Layers: []spec.Layer{c.Layer}}, nil)
			if training {
				zero := graph.Scalar(in[0].Graph(), clockType, 0)
				n.chance = &chance{zero, zero}
			}
			y := layers[c.Layer.Config.Class()](&scope{network: n, weights: in[1:]}, c.Layer.Config, in[:1])
			by := []*Node{in[0]}
			for _, i := range trainable {
				by = append(by, in[1+i])
			}
			scale := graph.Reshape(graph.Const(y.Graph(), c.Scale), y.Shape().Dimensions...)
			outputs := append([]*Node{y}, graph.Gradient(graph.ReduceAllSum(graph.Mul(y, scale)), by...)...)
			for _, w := range in[1:] {
				outputs = append(outputs, graph.Identity(n.after(w)))
			}
			return outputs
		})
		near(t, "output", got[0], y, 1e-5)
		for i, gradient := range gradients {
			near(t, fmt.Sprintf("gradient %d", i), got[1+i], gradient, 1e-5)
		}
		for i, weight := range after {
			near(t, weights[i].Name+" afterwards", got[1+len(gradients)+i], weight, 1e-6)
		}
	}
	run(false, c.Y, c.Gradients, c.Weights)
	if c.Training != nil {
		run(true, c.Training.Y, c.Training.Gradients, c.Training.Weights)
	}
}

// Losses, weights and moving means of a whole fit, with a last batch that is short.
func TestBoundedFitIsKeras(t *testing.T) {
	for _, c := range readLayers(t).Fits {
		t.Run("Sequential", func(t *testing.T) {
			onBackends(t, func(t *testing.T, backend string) { c.check(t, backend) })
		})
	}
}

func (c boundedFit) check(t *testing.T, backend string) {
	settings := squared
	settings.Optimizer = object(spec.SGD, "learning_rate", 0.1, "momentum", 0.9, "nesterov", 0.0)
	m := newModel(t, sequential(t, spec.Shape{4}, c.Layers...), backend, settings)
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
	x := wire.Float32s(c.X, 16, 4)
	all := oneInput(x, wire.Float32s(c.Y, 16, 3))
	train, valid := all.Slice(0, 11), all.Slice(11, 16)
	for epoch := range c.History["loss"] {
		logs, _, err := m.Train(t.Context(), train, Options{BatchSize: 4})
		if err != nil {
			t.Fatal(err)
		}
		measured, err := m.Evaluate(t.Context(), valid, Options{BatchSize: 4})
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range measured.Names {
			logs["val_"+name] = measured.Values[i]
		}
		for name, values := range c.History {
			near(t, fmt.Sprintf("epoch %d: %s", epoch+1, name), []float32{float32(logs[name])}, []float32{float32(values[epoch])}, 1e-5)
		}
	}
	near(t, "predictions", predict(t, m, x), c.Predictions, 1e-5)
	after, err := m.Variables()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range c.After {
		near(t, after.Names[i], after.Arrays[i].Float32s(), want, 1e-5)
	}
}

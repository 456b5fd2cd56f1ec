package exec

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// array is one of testdata/recurrent.json's.
type array struct {
	Shape  []int
	Values []float32
}

func (a array) wire() wire.Array { return wire.Float32s(a.Values, a.Shape...) }

// recurrentGolden is testdata/recurrent.json, which testdata/recurrent.py writes.
type recurrentGolden struct {
	Layers []recurrentCase
	Rows   fitCase
	Tags   struct {
		fitCase
		X, Y array
	}
}

type recurrentCase struct {
	Name                   string
	Layer                  spec.Layer
	Xs, Weights, Gradients []array
	Masks                  []*array
	Parameters             int
	Scale, Y               array
	Mask                   *array
	Training               bool
	After                  []array // weights
}

func readRecurrent(t *testing.T) recurrentGolden {
	t.Helper()
	data, err := os.ReadFile("testdata/recurrent.json")
	if err != nil {
		t.Fatal(err)
	}
	var g recurrentGolden
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

// Outputs, masks, and derivatives by inputs and weights.
func TestRecurrentLayersAreKeras(t *testing.T) {
	seen := map[string]bool{}
	all := readRecurrent(t).Layers
	for _, c := range all {
		seen[c.Layer.Config.Class()] = true
		t.Run(c.Name, func(t *testing.T) {
			checkDeclared(t, c)
			onBackends(t, func(t *testing.T, backend string) { checkComputed(t, backend, c) })
		})
	}
	for _, class := range []string{"SimpleRNN", "LSTM", "GRU", "Bidirectional", "Embedding", "Masking", "TimeDistributed", "MultiHeadAttention", "Attention"} {
		if !seen[class] {
			t.Errorf("no golden case of %s", class)
		}
	}
}

// checkDeclared holds shapes and parameters against Keras'.
func checkDeclared(t *testing.T, c recurrentCase) {
	t.Helper()
	var shapes []spec.Shape
	for _, x := range c.Xs {
		shapes = append(shapes, spec.Shape(x.Shape[1:]))
	}
	output, err := c.Layer.Config.OutputShape(shapes)
	if err != nil || !slices.Equal(output, spec.Shape(c.Y.Shape[1:])) {
		t.Fatalf("output of shape %v, %v; want %v", output, err, c.Y.Shape)
	}
	weights, parameters := c.Layer.Config.Weights(shapes), 0
	if len(weights) != len(c.Weights) {
		t.Fatalf("%d weights, want %d", len(weights), len(c.Weights))
	}
	for i, w := range weights {
		if !slices.Equal(w.Shape, c.Weights[i].Shape) {
			t.Errorf("%s has shape %v, want %v", w.Name, w.Shape, c.Weights[i].Shape)
		}
		parameters += spec.Shape(w.Shape).Size()
	}
	if parameters != c.Parameters {
		t.Errorf("%d parameters, want %d", parameters, c.Parameters)
	}
}

func checkComputed(t *testing.T, backend string, c recurrentCase) {
	inputs := []wire.Array{c.Scale.wire()}
	for _, x := range append(slices.Clone(c.Xs), c.Weights...) {
		inputs = append(inputs, x.wire())
	}
	for _, mask := range c.Masks {
		if mask != nil {
			inputs = append(inputs, mask.wire())
		}
	}
	hasMask := false
	got := evaluate(t, backend, inputs, func(in []*Node) []*Node {
		scale, in := in[0], in[1:]
		xs, weights, given := in[:len(c.Xs)], in[len(c.Xs):len(c.Xs)+len(c.Weights)], in[len(c.Xs)+len(c.Weights):]
		s := &scope{network: newNetwork(&spec.Model{}, nil), weights: weights}
		if c.Training {
			zero := graph.Scalar(scale.Graph(), clockType, 0)
			s.chance = &chance{zero, zero}
		}
		for _, mask := range c.Masks {
			var node *Node
			if mask != nil {
				node, given = graph.NotEqual(given[0], number(given[0], 0)), given[1:]
			}
			s.inputMasks = append(s.inputMasks, node)
		}
		y := layers[c.Layer.Config.Class()](s, c.Layer.Config, xs)
		s.maskOutput(c.Layer.Config, xs)
		outputs := append([]*Node{y}, graph.Gradient(graph.ReduceAllSum(graph.Mul(y, scale)), in[:len(xs)+len(weights)]...)...)
		for i := range c.After {
			outputs = append(outputs, graph.Identity(s.after(weights[i])))
		}
		if hasMask = s.mask != nil; hasMask {
			outputs = append(outputs, graph.ConvertDType(s.mask, dtypes.Float32))
		}
		return outputs
	})
	near(t, "output", got[0], c.Y.Values, 1e-5)
	for i, gradient := range c.Gradients {
		if i < len(c.Xs) && c.Layer.Config.Class() == "Embedding" {
			continue // class numbers have none
		}
		near(t, "gradient", got[1+i], gradient.Values, 1e-5)
	}
	for i, after := range c.After {
		near(t, "weight afterwards", got[1+len(c.Xs)+len(c.Weights)+i], after.Values, 1e-6)
	}
	if hasMask != (c.Mask != nil) {
		t.Fatalf("a mask of the output: %t, want %t", hasMask, c.Mask != nil)
	}
	if hasMask {
		near(t, "mask", got[len(got)-1], c.Mask.Values, 0)
	}
}

func recurrentOf(units int, sequences bool) spec.Recurrent {
	return spec.Recurrent{
		Units: units, Activation: object(spec.Tanh), UseBias: true, ReturnSequences: sequences,
		KernelInitializer: object(spec.GlorotUniform), RecurrentInitializer: object(spec.Orthogonal, "gain", 1.0),
		BiasInitializer: object(spec.Zeros),
	}
}

func lstmOf(units int, sequences bool) *spec.LSTM {
	return &spec.LSTM{Recurrent: recurrentOf(units, sequences), RecurrentActivation: object(spec.Sigmoid), UnitForgetBias: true}
}

func gruOf(units int, sequences bool) *spec.GRU {
	return &spec.GRU{Recurrent: recurrentOf(units, sequences), RecurrentActivation: object(spec.Sigmoid), ResetAfter: true}
}

func bidirectionalOf(layer spec.Recurrence) *spec.Bidirectional {
	return &spec.Bidirectional{Layer: spec.Layer{Config: layer}, BackwardLayer: spec.Layer{Config: layer.Reversed()}, MergeMode: spec.MergeConcat}
}

func TestRecurrentLayers(t *testing.T) {
	dropping := gruOf(3, true)
	dropping.Dropout, dropping.RecurrentDropout = 0.25, 0.25
	before := gruOf(3, false)
	before.ResetAfter, before.Dropout = false, 0.25
	for name, config := range map[string]spec.Config{
		"SimpleRNN": &spec.SimpleRNN{Recurrent: recurrentOf(3, false)}, "LSTM": lstmOf(3, false), "GRU": gruOf(3, false),
		"LSTM of sequences": lstmOf(3, true), "GRU with dropout": dropping, "GRU that resets before": before,
		"Bidirectional": bidirectionalOf(gruOf(3, true)), "Masking": &spec.Masking{MaskValue: 1},
		"TimeDistributed": &spec.TimeDistributed{Layer: denseLayer("dense", 3, object(spec.Tanh))},
	} {
		t.Run(name, func(t *testing.T) { checkLayer(t, config, spec.Shape{4, 2}) })
	}
	t.Run("Embedding", func(t *testing.T) {
		checkLayer(t, &spec.Embedding{InputDim: 3, OutputDim: 2, EmbeddingsInitializer: object(spec.RandomUniform, "minval", -0.05, "maxval", 0.05)}, spec.Shape{4})
	})
	t.Run("TimeDistributed of recurrent layers", func(t *testing.T) {
		checkLayer(t, &spec.TimeDistributed{Layer: spec.Layer{Config: lstmOf(2, false)}}, spec.Shape{2, 3, 2})
	})
}

// Dropout drops the same inputs, and the same states, in each step of a batch, for
// each row and gate others; the others are scaled up.
func TestRecurrentDropout(t *testing.T) {
	const batch, steps, units, rate = 60, 3, 50, 0.25
	ones := slices.Repeat([]float32{1}, batch*steps*units)
	identity := make([]float32, units*units)
	for i := range units {
		identity[i*units+i] = 1
	}
	none, bias := make([]float32, units*units), make([]float32, units)
	run := func(t *testing.T, backend string, dropout, stateDropout float64, kernel, stateKernel []float32) []float32 {
		c := recurrentOf(units, true)
		c.Activation, c.Dropout, c.RecurrentDropout = object(spec.Linear), dropout, stateDropout
		inputs := []wire.Array{
			wire.Float32s(ones, batch, steps, units), wire.Float32s(kernel, units, units), wire.Float32s(stateKernel, units, units),
			wire.Float32s(bias, units), wire.Int32s([]int32{1, 2}, 2),
		}
		return evaluate(t, backend, inputs, func(in []*Node) []*Node {
			clock := graph.ConvertDType(in[4], clockType)
			net := newNetwork(&spec.Model{}, &chance{seed: element(clock, 0), step: element(clock, 1)})
			return []*Node{simpleRNN(&scope{network: net, weights: in[1:4]}, &spec.SimpleRNN{Recurrent: c}, in[:1])}
		})[0]
	}
	// up tells which of the first step's values are not dropped.
	check := func(t *testing.T, got []float32, want func(step int, up bool) float64, first int) {
		t.Helper()
		dropped := 0
		for row := range batch {
			for unit := range units {
				at := func(step int) float64 { return float64(got[(row*steps+step)*units+unit]) }
				up := math.Abs(at(first)-want(first, true)) < 1e-5
				if !up {
					dropped++
				}
				for step := range steps {
					if math.Abs(at(step)-want(step, up)) > 1e-5 {
						t.Fatalf("row %d, unit %d, step %d: %g, want %g", row, unit, step, at(step), want(step, up))
					}
				}
			}
		}
		if share := float64(dropped) / (batch * units); math.Abs(share-rate) > 0.03 { // 4 standard deviations
			t.Errorf("a share of %g is dropped", share)
		}
	}
	onBackends(t, func(t *testing.T, backend string) {
		inputs := run(t, backend, rate, 0, identity, none)
		check(t, inputs, func(_ int, up bool) float64 {
			if up {
				return 1 / (1 - rate)
			}
			return 0
		}, 0)
		states := run(t, backend, 0, rate, identity, identity)
		check(t, states, func(step int, up bool) float64 {
			if !up {
				return 1
			}
			sum := 0.0
			for i := range step + 1 {
				sum += math.Pow(1/(1-rate), float64(i))
			}
			return sum
		}, 1)
		both := run(t, backend, rate, rate, identity, none)
		check(t, both, func(_ int, up bool) float64 {
			if up {
				return 1 / (1 - rate)
			}
			return 0
		}, 0)
	})
}

package exec

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// convGolden is testdata/conv.json, which testdata/conv.py writes.
type convGolden struct {
	Layers []convCase
	Fit    fitCase
}

// convCase is what a layer makes of inputs and weights that come from lcg.
type convCase struct {
	Layer      spec.Layer
	Input      spec.Shape
	Ties       bool
	Parameters int
	Weights    [][]int
	Shape      []int
	Y          []float32
	Gradients  [][]float32 // by input and weights
}

func readConvGolden(t *testing.T) (g convGolden) {
	t.Helper()
	data, err := os.ReadFile("testdata/conv.json")
	if err == nil {
		err = json.Unmarshal(data, &g)
	}
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// x is the input, its values rounded where many shall be equal.
func (c convCase) x() wire.Array {
	shape := append([]int{2}, c.Input...)
	values := lcg(2*c.Input.Size(), 1, 1)
	for i := range values {
		if c.Ties {
			values[i] = float32(math.RoundToEven(float64(values[i]*2)) / 2)
		}
	}
	return wire.Float32s(values, shape...)
}

// inputs are the input, the weights and the factors of the outputs.
func (c convCase) inputs() []wire.Array {
	arrays := []wire.Array{c.x()}
	for i, shape := range c.Weights {
		arrays = append(arrays, wire.Float32s(lcg(spec.Shape(shape).Size(), 0.5, uint32(2+i)), shape...))
	}
	return append(arrays, wire.Float32s(lcg(spec.Shape(c.Shape).Size(), 1, 9), c.Shape...))
}

func (c convCase) check(t *testing.T, backend string) {
	output, err := c.Layer.Config.OutputShape([]spec.Shape{c.Input})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(output, c.Shape[1:]) {
		t.Fatalf("it says that its output's shape is %v, want %v", output, c.Shape[1:])
	}
	parameters := 0
	for _, weight := range c.Layer.Config.Weights([]spec.Shape{c.Input}) {
		parameters += spec.Shape(weight.Shape).Size()
	}
	if parameters != c.Parameters {
		t.Errorf("%d parameters, want %d", parameters, c.Parameters)
	}
	model := sequential(t, c.Input, c.Layer)
	got := evaluate(t, backend, c.inputs(), func(in []*Node) []*Node {
		last := len(in) - 1
		s := &scope{network: newNetwork(model, nil), node: 1, weights: in[1:last]}
		y := layers[c.Layer.Config.Class()](s, c.Layer.Config, in[:1])
		return append([]*Node{y}, graph.Gradient(graph.ReduceAllSum(graph.Mul(y, in[last])), in[:last]...)...)
	})
	near(t, "output", got[0], c.Y, 1e-5)
	for i, want := range c.Gradients {
		near(t, fmt.Sprint("gradient ", i), got[i+1], want, 1e-5)
	}
}

func TestConvolutionsAreKeras(t *testing.T) {
	for i, c := range readConvGolden(t).Layers {
		config, _ := json.Marshal(c.Layer.Config)
		t.Run(fmt.Sprint(i, " ", c.Layer.Config.Class()), func(t *testing.T) {
			onBackends(t, c.check)
			if t.Failed() {
				t.Logf("%s of %v", config, c.Input)
			}
		})
	}
}

// Three epochs on 600 digits.
func TestConvolutionFitIsKeras(t *testing.T) {
	model := sequential(t, spec.Shape{28, 28, 1}, convLayer("conv2d", 8), poolLayer("pool"), convLayer("conv2d_1", 16), poolLayer("pool_1"),
		spec.Layer{Name: "flatten", Config: &spec.Flatten{}}, denseLayer("dense", 10, object(spec.Softmax)))
	settings := digitsCompile
	settings.Optimizer = object(spec.SGD, "learning_rate", 0.02, "momentum", 0.9, "nesterov", 0.0)
	some := func(from, to int) Data { return images(digits(t, from, to)) }
	fitLikeKeras(t, model, settings, some(0, 600), some(600, 700), some(600, 603), readConvGolden(t).Fit)
}

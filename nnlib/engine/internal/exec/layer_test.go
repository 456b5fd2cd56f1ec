package exec

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// checkLayer holds a layer of one or several inputs against its declaration and
// against itself: the shape of what it returns and its variables are as declared, its
// gradients are the slopes that one measures, in training too, training lowers a
// loss, both backends compute the same before and after, and an earlier state can be
// gone back to.
func checkLayer(t *testing.T, config spec.Config, inputs ...spec.Shape) {
	t.Helper()
	output, err := config.OutputShape(inputs)
	if err != nil {
		t.Fatal(err)
	}
	// Two units behind the layer, so that its own gradient has something to do.
	model := behindInputs(t, inputs, spec.Layer{Name: "layer", Config: config},
		spec.Layer{Name: "flatten", Config: &spec.Flatten{}}, denseLayer("last", 2, object(spec.Linear)))
	random := rand.New(rand.NewPCG(12, 7)) // no sum comes near 0, where relu has no slope
	const rows = 3
	var xs []wire.Array
	for _, input := range inputs {
		xs = append(xs, wire.Float32s(floats(random, rows*input.Size()), append([]int{rows}, input...)...))
	}

	t.Run("gradients", func(t *testing.T) {
		onBackends(t, func(t *testing.T, backend string) {
			checkGradients(t, model, backend, xs, output, false)
			checkGradients(t, model, backend, xs, output, true)
		})
	})
	t.Run("learns", func(t *testing.T) {
		var before, after []float32
		onBackends(t, func(t *testing.T, backend string) {
			b, a := checkLearns(t, model, backend, inputsOf(xs...))
			if before == nil {
				before, after = b, a
			}
			near(t, "output before training", b, before, 1e-5)
			near(t, "output after training", a, after, 1e-4)
		})
	})
}

// behindInputs chains layers, the first behind one input or several.
func behindInputs(t *testing.T, inputs []spec.Shape, layers ...spec.Layer) *spec.Model {
	t.Helper()
	if len(inputs) == 1 {
		return sequential(t, inputs[0], layers...)
	}
	model := &spec.Model{Name: "test", Class: "Functional", Seed: 42}
	for i, input := range inputs {
		model.Layers = append(model.Layers, spec.Layer{Name: fmt.Sprint("input ", i), Config: &spec.Input{Shape: input}})
		model.Nodes = append(model.Nodes, spec.Node{Layer: i, Shape: input})
		model.Inputs = append(model.Inputs, i)
	}
	before := model.Inputs
	for _, layer := range layers {
		model.Layers = append(model.Layers, layer)
		model.Nodes = append(model.Nodes, spec.Node{Layer: len(model.Layers) - 1, Inputs: before})
		last := len(model.Nodes) - 1
		shape, err := layer.Config.OutputShape(model.InputShapes(last))
		if err != nil {
			t.Fatal(err)
		}
		model.Nodes[last].Shape, before = shape, []int{last}
	}
	model.Outputs = before
	return model
}

var squared = oneGoal(object(spec.SGD, "learning_rate", 0.01, "momentum", 0.9, "nesterov", 1.0),
	object(spec.MeanSquaredError), object(spec.MeanAbsoluteError))

func rowsOf(x wire.Array) []int32 {
	rows := make([]int32, x.Shape[0])
	for i := range rows {
		rows[i] = int32(i)
	}
	return rows
}

func predict(t *testing.T, m *Model, xs ...wire.Array) []float32 {
	t.Helper()
	return predictOn(t, m, inputsOf(xs...))
}

func predictOn(t *testing.T, m *Model, data Data) []float32 {
	t.Helper()
	got, err := m.Predict(t.Context(), data, Options{BatchSize: 2})
	if err != nil {
		t.Fatal(err)
	}
	return got.Arrays[0].Float32s()
}

// checkGradients measures the slope of a weighted sum of the layer's outputs
// along the inputs and along each weight, as training sees it or not.
func checkGradients(t *testing.T, model *spec.Model, backend string, xs []wire.Array, output spec.Shape, training bool) {
	m := newModel(t, model, backend, squared)
	variables, err := m.Variables()
	if err != nil {
		t.Fatal(err)
	}
	n := len(xs) // the layer's place
	weights, inputs := model.Weights()[n], slices.Clone(xs)
	for i, weight := range weights {
		if variables.Names[i] != "layer/"+weight.Name || fmt.Sprint(variables.Arrays[i].Shape) != fmt.Sprint(weight.Shape) {
			t.Fatalf("variable %s %v, want %s %v", variables.Names[i], variables.Arrays[i].Shape, weight.Name, weight.Shape)
		}
		inputs = append(inputs, variables.Arrays[i])
	}
	random := rand.New(rand.NewPCG(8, 8))
	rows := xs[0].Shape[0]
	scale := wire.Float32s(floats(random, rows*output.Size()), append([]int{rows}, output...)...)
	value := func(in []*Node) *Node {
		s := &scope{network: newNetwork(model, nil), node: n, weights: in[1+n:]}
		if training {
			zero := graph.Scalar(in[0].Graph(), clockType, 0)
			s.chance = &chance{zero, zero}
		}
		config := model.Layers[n].Config
		y := layers[spec.Kind(config)](s, config, in[1:1+n])
		if !y.Shape().Equal(in[0].Shape()) {
			t.Fatalf("output of shape %s, declared as %s", y.Shape(), in[0].Shape())
		}
		return graph.ReduceAllSum(graph.Mul(y, in[0]))
	}
	inputs = append([]wire.Array{scale}, inputs...)
	gradients := evaluate(t, backend, inputs, func(in []*Node) []*Node { return graph.Gradient(value(in), in[1:]...) })
	for i, gradient := range gradients {
		values := inputs[i+1].Float32s()
		const step = 4e-3
		for at := 0; at < len(values); at += max(1, len(values)/7) {
			moved := func(by float32) float64 {
				shifted := append([]float32{}, values...)
				shifted[at] += by
				changed := append([]wire.Array{}, inputs...)
				changed[i+1] = wire.Float32s(shifted, inputs[i+1].Shape...)
				return float64(evaluate(t, goBackend, changed, func(in []*Node) []*Node { return []*Node{value(in)} })[0][0])
			}
			slope := (moved(step) - moved(-step)) / (2 * step)
			if math.Abs(slope-float64(gradient[at])) > 5e-3*max(1, math.Abs(slope)) {
				t.Errorf("input %d, value %d: gradient %g, slope %g", i, at, gradient[at], slope)
			}
		}
	}
}

// checkLearns trains on the same rows, goes back to an earlier state and trains
// again, and returns what the model predicts before and after.
func checkLearns(t *testing.T, model *spec.Model, backend string, data Data) (before, after []float32) {
	m := newModel(t, model, backend, squared)
	before = predictOn(t, m, data)
	data.Y = inputsOf(wire.Float32s([]float32{1, -1, 0, 2, -2, 1}, 3, 2)).X
	train := func(seed uint64) float64 {
		logs, _, err := m.Train(t.Context(), data, Options{BatchSize: 2, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		return logs["loss"]
	}
	first, last := train(0), 0.0
	for seed := range uint64(20) {
		last = train(seed)
	}
	if !(last < first) {
		t.Errorf("the loss went from %g to %g", first, last)
	}
	state, err := m.State()
	if err != nil {
		t.Fatal(err)
	}
	loss := train(99)
	after = predictOn(t, m, data)
	if err := m.SetState(state); err != nil {
		t.Fatal(err)
	}
	if again := train(99); again != loss {
		t.Errorf("after SetState the loss is %g, want %g", again, loss)
	}
	if again := predictOn(t, m, data); fmt.Sprint(again) != fmt.Sprint(after) {
		t.Errorf("after SetState and a step: %v, want %v", again, after)
	}
	return before, after
}

func TestDense(t *testing.T) {
	for class, settings := range map[string]spec.Numbers{
		spec.Linear: nil, spec.ReLU: nil, spec.Sigmoid: nil, spec.Tanh: nil, spec.Softmax: nil, spec.SELU: nil,
		spec.ELU: {"alpha": 0.7}, spec.GELU: {"approximate": 0}, spec.LeakyReLU: {"negative_slope": 0.2},
	} {
		t.Run(class, func(t *testing.T) {
			layer := denseLayer("layer", 4, spec.Object{Class: class, Params: settings})
			checkLayer(t, layer.Config, spec.Shape{5})
		})
	}
	t.Run("more axes", func(t *testing.T) {
		checkLayer(t, denseLayer("layer", 4, object(spec.Tanh)).Config, spec.Shape{3, 5})
	})
	t.Run("no bias", func(t *testing.T) {
		config := denseLayer("layer", 4, object(spec.Tanh)).Config.(*spec.Dense)
		config.UseBias = false
		checkLayer(t, config, spec.Shape{5})
	})
}

func TestFlatten(t *testing.T) { checkLayer(t, &spec.Flatten{}, spec.Shape{2, 3, 2}) }

func TestDropout(t *testing.T) { checkLayer(t, &spec.Dropout{Rate: 0.25}, spec.Shape{6}) }

func TestActivationLayers(t *testing.T) {
	for name, config := range map[string]spec.Config{
		"activation":   &spec.Activation{Activation: object(spec.Mish)},
		"relu":         &spec.ReLULayer{NegativeSlope: 0.5, Threshold: 0.3},
		"relu up to 1": &spec.ReLULayer{MaxValue: new(float64(1))},
		"leaky relu":   &spec.LeakyReLULayer{NegativeSlope: 0.3},
		"elu":          &spec.ELULayer{Alpha: 0.7},
		"softmax":      &spec.SoftmaxLayer{Axis: 1},
		"prelu":        &spec.PReLU{AlphaInitializer: object(spec.Constant, "value", 0.25)},
		"shared prelu": &spec.PReLU{AlphaInitializer: object(spec.Constant, "value", 0.25), SharedAxes: []int{1}},
	} {
		t.Run(name, func(t *testing.T) { checkLayer(t, config, spec.Shape{3, 4}) })
	}
	t.Run("glu", func(t *testing.T) { checkLayer(t, &spec.Activation{Activation: object(spec.GLU)}, spec.Shape{6}) })
}

func TestReshapes(t *testing.T) {
	t.Run("reshape", func(t *testing.T) { checkLayer(t, &spec.Reshape{TargetShape: []int{2, -1}}, spec.Shape{3, 4}) })
	t.Run("permute", func(t *testing.T) { checkLayer(t, &spec.Permute{Dims: []int{3, 1, 2}}, spec.Shape{2, 3, 2}) })
	t.Run("repeat vector", func(t *testing.T) { checkLayer(t, &spec.RepeatVector{N: 3}, spec.Shape{4}) })
}

func TestNoise(t *testing.T) {
	quarter := spec.Dropout{Rate: 0.25}
	for name, config := range map[string]spec.Config{
		"spatial dropout 1D": &spec.SpatialDropout1D{Dropout: quarter},
		"gaussian noise":     &spec.GaussianNoise{Stddev: 0.1},
		"gaussian dropout":   &spec.GaussianDropout{Dropout: quarter},
		"alpha dropout":      &spec.AlphaDropout{Dropout: quarter},
		"activity":           &spec.ActivityRegularization{L1: 0.01, L2: 0.01},
	} {
		t.Run(name, func(t *testing.T) { checkLayer(t, config, spec.Shape{3, 4}) })
	}
	t.Run("spatial dropout 2D", func(t *testing.T) {
		checkLayer(t, &spec.SpatialDropout2D{Dropout: quarter}, spec.Shape{2, 3, 4})
	})
}

func TestNormalizing(t *testing.T) {
	zeros, ones := object(spec.Zeros), object(spec.Ones)
	affine := spec.Affine{Epsilon: 1e-3, Center: true, Scale: true, BetaInitializer: zeros, GammaInitializer: ones}
	bare := spec.Affine{Epsilon: 1e-3}
	batch := func(axis int, affine spec.Affine) *spec.BatchNormalization {
		return &spec.BatchNormalization{Axis: axis, Momentum: 0.9, Affine: affine, MovingMeanInitializer: zeros, MovingVarianceInitializer: ones}
	}
	for name, config := range map[string]spec.Config{
		"batch":          batch(-1, affine),
		"batch, axis 1":  batch(1, bare),
		"layer":          &spec.LayerNormalization{Axis: []int{-1}, Affine: affine},
		"layer, no beta": &spec.LayerNormalization{Axis: []int{1, 2}, Affine: spec.Affine{Epsilon: 1e-3, Scale: true, GammaInitializer: ones}},
		"group":          &spec.GroupNormalization{Groups: 2, Axis: -1, Affine: affine},
		"root":           &spec.RMSNormalization{Axis: []int{-1}, Epsilon: 1e-6},
		"unit":           &spec.UnitNormalization{Axis: []int{-1}},
		"fixed":          &spec.Normalization{Axis: []int{-1}, Mean: []float64{1, 2, 3, 4}, Variance: []float64{4, 1, 1, 9}},
		"learned":        &spec.Normalization{Axis: []int{-1}},
		"rescaling":      &spec.Rescaling{Scale: 0.5, Offset: 0.1},
	} {
		t.Run(name, func(t *testing.T) { checkLayer(t, config, spec.Shape{3, 4}) })
	}
}

func TestCategories(t *testing.T) {
	for _, mode := range []string{spec.AsOneHot, spec.AsMultiHot, spec.AsCount} {
		t.Run(mode, func(t *testing.T) {
			checkLayer(t, &spec.CategoryEncoding{NumTokens: 3, OutputMode: mode}, spec.Shape{4})
			checkLayer(t, &spec.Discretization{BinBoundaries: []float64{-1.1, 0.2, 1.2}, OutputMode: mode}, spec.Shape{4})
			checkLayer(t, &spec.IntegerLookup{Vocabulary: []int{1, 0, -1}, OutputMode: mode}, spec.Shape{1})
		})
	}
}

package custom_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/kernel/socket"
	"nnbook/nnlib"
	"nnbook/nnlib/engine/custom"
)

// Dense is nnlib's, written as a program would. Its width is its only setting.
type Dense struct{ Units int }

func (l Dense) Weights(inputs ...[]int) []custom.Weight {
	in := inputs[0][len(inputs[0])-1]
	return []custom.Weight{
		{Name: "kernel", Shape: []int{in, l.Units}},
		{Name: "bias", Shape: []int{l.Units}, Initializer: nnlib.Zeros()},
	}
}

func (l Dense) Call(s custom.Scope, inputs ...*custom.Node) *custom.Node {
	y := s.Dot(inputs[0], s.Weight("kernel"))
	return graph.Add(y, graph.ExpandLeftToRank(s.Weight("bias"), y.Rank()))
}

// onBackends runs a test on the go backend, and on XLA where its plugin is installed.
func onBackends(t *testing.T, test func(t *testing.T)) {
	backends := []string{"go"}
	plugin := filepath.Join(os.Getenv("NNBOOK_HOME"), "lib", "libpjrt_cpu.so")
	if _, err := os.Stat(plugin); err == nil {
		backends = append(backends, "xla:"+plugin)
	} else {
		t.Log("NOT RUN: XLA, because NNBOOK_HOME names no installation")
	}
	for _, backend := range backends {
		name, _, _ := strings.Cut(backend, ":")
		t.Run(name, func(t *testing.T) {
			t.Setenv("GOMLX_BACKEND", backend)
			test(t)
		})
	}
}

// waves are rows of three numbers with a target that follows from them.
func waves() *nnlib.Dataset {
	random := rand.New(rand.NewPCG(1, 2))
	var rows [][]float32
	var targets []float32
	for range 70 {
		a, b, c := random.Float32(), random.Float32(), random.Float32()
		rows, targets = append(rows, []float32{a, b, c}), append(targets, a*b-float32(math.Sin(float64(c))))
	}
	return nnlib.FromSlices(rows, targets)
}

// trained fits a net of the hidden layer between two of nnlib's, and returns what its
// last epoch was logged with.
func trained(t *testing.T, name string, hidden *nnlib.Layer, loss nnlib.Loss, metrics ...nnlib.Metric) (*nnlib.Model, nnlib.Logs) {
	t.Helper()
	model := nnlib.Sequential(t.Name()+" "+name, nnlib.Input(3), nnlib.Dense(8, nnlib.Tanh), hidden.Named("hidden"), nnlib.Dense(1))
	t.Cleanup(model.Reset)
	model.Compile(nnlib.SGD(nnlib.LearningRate(0.1)), loss, metrics...)
	history := model.Fit(waves(), nnlib.Epochs(3), nnlib.BatchSize(16), nnlib.Verbose(0))
	logs := nnlib.Logs{}
	for _, name := range history.Names() {
		_, values := history.Curve(name)
		logs[name] = values[len(values)-1]
	}
	return model, logs
}

// TestLikeNnlib trains what nnlib has too, written anew, and compares.
func TestLikeNnlib(t *testing.T) {
	mse := nnlib.MeanSquaredError()
	square := func(targets, outputs *custom.Node) *custom.Node { return graph.Square(graph.Sub(targets, outputs)) }
	for name, test := range map[string]struct {
		own, nnlibs   *nnlib.Layer
		loss          nnlib.Loss
		metric, other nnlib.Metric
	}{
		"layer":          {loss: mse, own: custom.New(Dense{8}), nnlibs: nnlib.Dense(8)},
		"lambda":         {loss: mse, own: custom.Lambda(graph.Tanh), nnlibs: nnlib.Tanh()},
		"loss":           {loss: custom.Loss("square", square)},
		"metric":         {loss: mse, metric: custom.Metric("m", square), other: nnlib.Named("m", mse)},
		"sums":           {loss: mse, metric: rootMeanSquare(), other: nnlib.Named("m", nnlib.RootMeanSquaredError())},
		"loss as metric": {loss: mse, metric: nnlib.Named("m", custom.Loss("square", square)), other: nnlib.Named("m", mse)},
	} {
		t.Run(name, func(t *testing.T) {
			onBackends(t, func(t *testing.T) {
				own, nnlibs, loss := test.own, test.nnlibs, test.loss
				if own == nil {
					own, nnlibs = nnlib.Dense(8), nnlib.Dense(8)
				}
				if test.metric == nil {
					test.metric, test.other = nnlib.MeanAbsoluteError(), nnlib.MeanAbsoluteError()
				}
				_, got := trained(t, "own", own, loss, test.metric)
				_, want := trained(t, "nnlib", nnlibs, mse, test.other)
				if len(got) != len(want) {
					t.Fatalf("logs %v, want %v", got, want)
				}
				for name, value := range want {
					if math.Abs(got[name]-value) > 1e-6 {
						t.Errorf("%s: %v, want %v", name, got[name], value)
					}
				}
			})
		})
	}
}

func rootMeanSquare() nnlib.Metric {
	return custom.SumsMetric("m", custom.Sums{
		Width: 2,
		Batch: func(targets, outputs, weights *custom.Node) *custom.Node {
			squares := graph.Reshape(graph.Square(graph.Sub(targets, outputs)), -1)
			return graph.Stack([]*custom.Node{graph.ReduceAllSum(graph.Mul(squares, weights)), graph.ReduceAllSum(weights)}, 0)
		},
		Result: func(sums []float64) float64 { return math.Sqrt(sums[0] / sums[1]) },
	})
}

// average joins two inputs, and knows the mean of what it saw in training.
type average struct{}

func (average) Inputs() (least, most int) { return 2, 2 }

func (average) Weights(inputs ...[]int) []custom.Weight {
	return []custom.Weight{{Name: "steps", Shape: []int{1}, Initializer: nnlib.Zeros(), Untrained: true}}
}

func (average) Call(s custom.Scope, inputs ...*custom.Node) *custom.Node {
	steps := s.Weight("steps")
	s.Assign("steps", graph.OnePlus(steps))
	y := graph.MulScalar(graph.Add(inputs[0], inputs[1]), 0.5)
	if s.Training() {
		y = graph.Mul(y, graph.OnePlus(graph.MulScalar(s.Uniform(y.Shape().Dimensions...), 0.01)))
	}
	return y
}

func TestSeveralInputsAndState(t *testing.T) {
	onBackends(t, func(t *testing.T) {
		input := nnlib.Input(3)
		a, b := nnlib.Dense(4).Call(input), nnlib.Dense(4).Call(input)
		output := nnlib.Dense(1).Call(custom.New(average{}).Named("mean").Call(a, b))
		model := nnlib.Functional(t.Name(), nnlib.Inputs(input), nnlib.Outputs(output))
		t.Cleanup(model.Reset)
		model.Compile(nnlib.SGD(nnlib.LearningRate(0.01)), nnlib.MeanSquaredError())
		model.Fit(waves(), nnlib.Epochs(2), nnlib.BatchSize(10), nnlib.Verbose(0))
		if got := model.Layer("mean").Weights()[0].Values[0]; got != 14 {
			t.Errorf("%v steps counted, want 14", got)
		}
		one := waves().Take(3)
		if first, second := model.Predict(one, nnlib.Verbose(0)).Row(2), model.Predict(one, nnlib.Verbose(0)).Row(2); !slices.Equal(first, second) {
			t.Errorf("predictions %v and %v, want the same", first, second)
		}
		path := filepath.Join(t.TempDir(), "weights.npz")
		if err := model.SaveWeights(path); err != nil {
			t.Fatal(err)
		}
		before := model.Predict(one, nnlib.Verbose(0)).Row(0)
		model.Reset()
		if err := model.LoadWeights(path); err != nil {
			t.Fatal(err)
		}
		if after := model.Predict(one, nnlib.Verbose(0)).Row(0); !slices.Equal(before, after) {
			t.Errorf("predicts %v from the file, want %v", after, before)
		}
	})
}

// penalty adds the mean of what it is given to the loss.
type penalty struct{ factor float64 }

func (penalty) Weights(...[]int) []custom.Weight { return nil }

func (l penalty) Call(s custom.Scope, inputs ...*custom.Node) *custom.Node {
	s.Penalize(graph.MulScalar(graph.ReduceAllMean(graph.Square(inputs[0])), l.factor))
	return inputs[0]
}

func TestPenalize(t *testing.T) {
	_, without := trained(t, "without", custom.New(penalty{0}), nnlib.MeanSquaredError(), nnlib.Named("m", nnlib.MeanSquaredError()))
	_, with := trained(t, "with", custom.New(penalty{1}), nnlib.MeanSquaredError(), nnlib.Named("m", nnlib.MeanSquaredError()))
	if extra := with["loss"] - with["m"]; extra < 1e-4 {
		t.Errorf("the penalty added %v to the loss", extra)
	}
	if extra := without["loss"] - without["m"]; math.Abs(extra) > 1e-6 {
		t.Errorf("no penalty added %v to the loss", extra)
	}
}

// stepSum adds up the steps that the mask does not hide.
type stepSum struct{}

func (stepSum) Weights(...[]int) []custom.Weight { return nil }

func (stepSum) Call(s custom.Scope, inputs ...*custom.Node) *custom.Node {
	x := inputs[0]
	if mask := s.Mask(0); mask != nil {
		x = graph.Mul(x, graph.InsertAxes(graph.ConvertDType(mask, x.DType()), -1))
	}
	return graph.ReduceSum(x, 1)
}

func TestMask(t *testing.T) {
	model := nnlib.Sequential(t.Name(), nnlib.Input(3, 1), nnlib.Masking(7), custom.New(stepSum{}))
	t.Cleanup(model.Reset)
	got := model.Predict(nnlib.Unlabeled([][]float32{{1, 7, 4}}, 3, 1), nnlib.Verbose(0)).Row(0)
	if !slices.Equal(got, []float32{5}) {
		t.Errorf("%v, want the sum 5 of what is not 7", got)
	}
}

// TestDeclaredAgain declares models as a program does that builds one in a function.
func TestDeclaredAgain(t *testing.T) {
	declare := func(hidden *nnlib.Layer) *nnlib.Model {
		return nnlib.Sequential(t.Name(), nnlib.Input(3), hidden.Named("hidden"), nnlib.Dense(1))
	}
	first := func(m *nnlib.Model) []float32 { return m.Weights()[2].Values }
	model := declare(custom.New(Dense{4}))
	t.Cleanup(model.Reset)
	model.Compile(nnlib.SGD(nnlib.LearningRate(0.1)), nnlib.MeanSquaredError())
	model.Fit(waves(), nnlib.Verbose(0))
	learned := first(model)

	if got := first(declare(custom.New(Dense{4}))); !slices.Equal(got, learned) {
		t.Error("the same layer has lost its weights")
	}
	other := declare(custom.New(&Dense{4})) // another value of the same class
	if got := first(other); !slices.Equal(got, learned) {
		t.Error("the layer with other code has lost its weights")
	}
	if got := first(declare(custom.New(Dense{5}))); slices.Equal(got, learned) {
		t.Error("the layer with other shapes has kept its weights")
	}
}

// Code is in no file.
func TestSave(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.nnbook")
	mine := custom.Loss("mine", func(targets, outputs *custom.Node) *custom.Node { return graph.Sub(targets, outputs) })
	layer, _ := trained(t, "layer", custom.New(Dense{2}), nnlib.MeanSquaredError())
	metric, _ := trained(t, "metric", nnlib.Dense(2), nnlib.MeanSquaredError(), mine)
	for want, model := range map[string]*nnlib.Model{`layer "hidden"`: layer, `"mine"`: metric} {
		if err := model.Save(path); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "SaveWeights") {
			t.Errorf("error %v, want one about %s", err, want)
		}
	}
}

// broken does what a layer must not.
type broken struct{ how string }

func (l broken) Weights(...[]int) []custom.Weight { return nil }

func (l broken) Call(s custom.Scope, inputs ...*custom.Node) *custom.Node {
	switch l.how {
	case "mean over rows":
		return graph.ReduceMean(inputs[0], 0)
	case "weight":
		return graph.Mul(inputs[0], s.Weight("scale"))
	case "random":
		return s.Uniform(inputs[0].Shape().Dimensions...)
	}
	return graph.Add(inputs[0], graph.Zeros(inputs[0].Graph(), graph.Scalar(inputs[0].Graph(), inputs[0].DType(), 0).Shape()))
}

func TestMistakes(t *testing.T) {
	none := func(_, outputs *custom.Node) *custom.Node { return graph.ReduceAllMean(outputs) }
	for _, test := range []struct {
		name string
		do   func(t *testing.T)
		want []string
	}{
		{"nil layer", func(*testing.T) { custom.New(nil) }, []string{"custom.New(Squash{})"}},
		{"nil function", func(*testing.T) { custom.Lambda(nil) }, []string{"custom.Lambda(graph.Sin)"}},
		{"nil loss", func(*testing.T) { custom.Loss("a", nil) }, []string{"custom.Loss"}},
		{"no name", func(*testing.T) { custom.Metric("", none) }, []string{"no name"}},
		{"no width", func(*testing.T) { custom.SumsMetric("a", custom.Sums{}) }, []string{"custom.SumsMetric"}},
		{"rows lost", func(*testing.T) { custom.New(broken{"mean over rows"}).Call(nnlib.Input(3)) }, []string{"broken", "[batch, …]", "first axis"}},
		{"no such weight", func(*testing.T) { custom.New(broken{"weight"}).Call(nnlib.Input(3)) }, []string{"scale", "declare it"}},
		{"random outside of training", func(*testing.T) { custom.New(broken{"random"}).Call(nnlib.Input(3)) }, []string{"s.Training()"}},
		{"fails", func(*testing.T) {
			custom.Lambda(func(x *custom.Node) *custom.Node { return graph.Reshape(x, 7) }).Call(nnlib.Input(3))
		}, []string{"Lambda", "its Call fails"}},
		{"two inputs", func(*testing.T) { custom.New(average{}).Call(nnlib.Input(3)) }, []string{"2 inputs", "Call(a, b)"}},
		{"scalar loss", func(t *testing.T) { trained(t, "m", nnlib.Dense(2), custom.Loss("none", none)) }, []string{"none", "leave out the mean over rows"}},
		{"sums", func(t *testing.T) {
			sums := custom.Sums{Width: 3, Batch: func(_, _, w *custom.Node) *custom.Node { return graph.ReduceAllSum(w) }, Result: func(s []float64) float64 { return s[0] }}
			trained(t, "m", nnlib.Dense(2), nnlib.MeanSquaredError(), custom.SumsMetric("few", sums))
		}, []string{"few", "3 sums"}},
		{"notebook", func(t *testing.T) {
			t.Setenv(socket.RunFolder, t.TempDir())
			custom.New(Dense{1})
		}, []string{"notebook", "outside the notebook"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				err, _ := recover().(error)
				var problem *nnlib.Error
				if !errors.As(err, &problem) {
					t.Fatalf("panicked with %v, want an *nnlib.Error", err)
				}
				for _, want := range test.want {
					if !strings.Contains(problem.Error(), want) {
						t.Errorf("%q does not say %q", problem, want)
					}
				}
			}()
			test.do(t)
		})
	}
}

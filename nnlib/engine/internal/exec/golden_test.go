package exec

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"

	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// golden is testdata/keras.json, which testdata/golden.py writes.
type golden struct {
	Activations struct {
		Shape    []int
		X, Scale []float32
		Cases    []struct {
			Class       string `json:"class"`
			Config      spec.Numbers
			Y, Gradient []float32
		}
	}
	Losses     []measured
	Metrics    []measured
	Optimizers []struct {
		Class   string `json:"class"`
		Config  spec.Numbers
		Values  int // in its variables, for the 5 weights
		Weights [][]float32
	}
	Fit fitCase
}

// measured is what a loss or a metric is of outputs X.
type measured struct {
	Class        string `json:"class"`
	Config       spec.Numbers
	Softmax      bool
	Shape        []int
	X            []float32
	TargetsShape []int `json:"targets_shape"`
	Targets      []float32
	Integers     bool
	Name         string // in logs
	Value        float32
	Gradient     []float32
}

func (m measured) object() spec.Object { return spec.Object{Class: m.Class, Params: m.Config} }

func (m measured) inputs() []wire.Array {
	targets := wire.Float32s(m.Targets, m.TargetsShape...)
	if m.Integers {
		targets = wire.Int32s(targetsOf(m.Targets), m.TargetsShape...)
	}
	return []wire.Array{wire.Float32s(m.X, m.Shape...), targets}
}

func readGolden(t *testing.T) golden { return readGoldenFile(t, "testdata/keras.json") }

// readObjects reads what testdata/objects.py writes.
func readObjects(t *testing.T) golden { return readGoldenFile(t, "testdata/objects.json") }

func readGoldenFile(t *testing.T, path string) golden {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

// evaluate builds a graph on arrays, float32 or int32, and runs it once.
func evaluate(t *testing.T, backend string, inputs []wire.Array, build func(inputs []*Node) []*Node) [][]float32 {
	t.Helper()
	d, err := openDevice(backend)
	if err != nil {
		t.Fatal(err)
	}
	g := graph.NewGraph(d.Backend, t.Name())
	defer g.Finalize()
	var nodes []*Node
	var arguments []argument
	for _, input := range inputs {
		nodes = append(nodes, parameters{g}.next(shapes.Make(dtypeOf(input.DType), input.Shape...)))
		buffer, err := d.uploadArray(input)
		if err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, argument{buffer, true})
	}
	var outputs []*Node
	if err := try(func() error { outputs = build(nodes); return g.Compile(outputs...) }); err != nil {
		t.Fatal(err)
	}
	buffers, err := (&program{graph: g}).run(arguments)
	if err != nil {
		t.Fatal(err)
	}
	var results [][]float32
	for i, buffer := range buffers {
		values := make([]float32, outputs[i].Shape().Size())
		if err := receive(buffer, values); err != nil {
			t.Fatal(err)
		}
		results = append(results, values)
	}
	return results
}

// near checks that values agree to a tolerance, relative above 1.
func near(t *testing.T, what string, got, want []float32, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	record(t, what, got, want, tolerance)
	for i := range want {
		difference := math.Abs(float64(got[i]) - float64(want[i]))
		if !(difference <= tolerance*max(1, math.Abs(float64(want[i])))) {
			t.Errorf("%s: value %d is %g, want %g", what, i, got[i], want[i])
		}
	}
}

func TestActivationsAreKeras(t *testing.T) {
	all := readGolden(t).Activations
	onBackends(t, func(t *testing.T, backend string) {
		for _, c := range all.Cases {
			name := fmt.Sprint(c.Class, c.Config)
			got := evaluate(t, backend, []wire.Array{wire.Float32s(all.X, all.Shape...), wire.Float32s(all.Scale, all.Shape...)}, func(in []*Node) []*Node {
				y := activations[c.Class](spec.Object{Class: c.Class, Params: c.Config}, in[0])
				return append([]*Node{y}, graph.Gradient(graph.ReduceAllSum(graph.Mul(y, in[1])), in[0])...)
			})
			near(t, name, got[0], c.Y, 2e-6)
			near(t, name+" gradient", got[1], c.Gradient, 5e-6)
		}
	})
}

func TestLossesAreKeras(t *testing.T) {
	all := append(readGolden(t).Losses, readObjects(t).Losses...)
	seen := map[string]bool{}
	onBackends(t, func(t *testing.T, backend string) {
		for i, c := range all {
			got := evaluate(t, backend, c.inputs(), func(in []*Node) []*Node {
				out := outcome{targets: in[1], prediction: in[0]}
				if c.Softmax {
					out.prediction, out.logits = softmax(in[0]), in[0]
				}
				loss := graph.ReduceAllMean(losses[c.Class](c.object(), out))
				return append([]*Node{loss}, graph.Gradient(loss, in[0])...)
			})
			name := fmt.Sprintf("%d: %s %v", i, c.Class, c.Config)
			near(t, name, got[0], []float32{c.Value}, 1e-6)
			near(t, name+" gradient", got[1], c.Gradient, 1e-6)
			seen[c.Class] = true
		}
	})
	for _, c := range readMetrics(t).Losses {
		seen[c.Class] = true // see TestWeighedLossesAreKeras
	}
	for _, class := range comparedLosses() {
		if !seen[class] {
			t.Errorf("no golden value of the loss %s", class)
		}
	}
}

func TestMetricsAreKeras(t *testing.T) {
	onBackends(t, func(t *testing.T, backend string) {
		for i, c := range readObjects(t).Metrics {
			m, o := metrics[c.Class], c.object()
			sums := evaluate(t, backend, c.inputs(), func(in []*Node) []*Node {
				all := constant(graph.Zeros(in[0].Graph(), float32s(c.Shape[0])), 1)
				return []*Node{m.sums(o, outcome{targets: in[1], prediction: in[0]}, all)}
			})[0]
			got := m.result(o, doubles(sums))
			near(t, fmt.Sprintf("%d: %s %v", i, c.Class, c.Config), []float32{float32(got)}, []float32{c.Value}, 1e-6)
			if name := logName(c.object()); name != c.Name {
				t.Errorf("%s is %q in logs, want %q", c.Class, name, c.Name)
			}
			if width := m.width(o, c.Shape[1:]); len(sums) != width {
				t.Errorf("%s adds up %d values, declared as %d", c.Class, len(sums), width)
			}
		}
	})
}

func doubles(values []float32) []float64 {
	wide := make([]float64, len(values))
	for i, value := range values {
		wide[i] = float64(value)
	}
	return wide
}

func targetsOf(values []float32) []int32 {
	classes := make([]int32, len(values))
	for i, value := range values {
		classes[i] = int32(value)
	}
	return classes
}

// Twenty steps, in a graph and on the host.
func TestOptimizersAreKeras(t *testing.T) {
	const steps, places = 20, 5
	start := []float32{1, -1, 0.5, 0, 2}
	var gradients [][][]float32
	for step := range steps {
		var gradient []float32
		for place := range places {
			gradient = append(gradient, float32(math.Sin(float64(step+place))*math.Pow(10, float64(place-2))))
		}
		gradients = append(gradients, [][]float32{gradient})
	}
	cases, walks := readObjects(t).Optimizers, []walk{}
	for _, c := range cases {
		walks = append(walks, walk{newRule(spec.Object{Class: c.Class, Params: c.Config}), c.Config["learning_rate"], [][]float32{start}, gradients})
	}
	check := func(how string, which int, trace [][]float32) {
		for step, want := range cases[which].Weights {
			near(t, fmt.Sprint(cases[which].Class, cases[which].Config, " on ", how, ", step ", step), trace[step], want, 1e-5)
		}
	}
	for i, walk := range walks {
		check("the host", i, walk.onHost())
	}
	onBackends(t, func(t *testing.T, backend string) {
		for i, trace := range inGraph(t, backend, walks) {
			check(backend, i, trace)
		}
	})
}

// newModel makes a compiled model that is closed when the test ends.
func newModel(t *testing.T, model *spec.Model, backend string, settings spec.Compile) *Model {
	t.Helper()
	m, err := New(model, backend)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Close)
	if err := m.Compile(settings); err != nil {
		t.Fatal(err)
	}
	return m
}

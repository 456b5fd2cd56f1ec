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

// goldenMetrics is testdata/metrics.json, which testdata/metrics.py writes.
type goldenMetrics struct {
	Sets    [][]weighed // of batches
	Metrics []goldenMetric
	Losses  []weighed
}

type goldenMetric struct {
	Class           string `json:"class"`
	Config          spec.Numbers
	Name            string
	Batches         int // which set
	Value, Weighted float32
}

// weighed is what is measured of a batch, with the weights of its rows.
type weighed struct {
	measured
	Weights []float32
}

func readMetrics(t *testing.T) goldenMetrics {
	t.Helper()
	data, err := os.ReadFile("testdata/metrics.json")
	if err != nil {
		t.Fatal(err)
	}
	var g goldenMetrics
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

// filledUp adds rows that are not there, of outputs and targets that would change
// everything if they counted, and returns the mask.
func (w weighed) filledUp(rows int) (weighed, wire.Array) {
	mask := make([]float32, rows)
	have := w.Shape[0]
	for i := range have {
		mask[i] = 1
	}
	fill := func(values []float32, shape []int, value float32) ([]float32, []int) {
		size := len(values) / have * (rows - have)
		return slices.Concat(values, slices.Repeat([]float32{value}, size)), append([]int{rows}, shape[1:]...)
	}
	w.X, w.Shape = fill(w.X, w.Shape, 0.7)
	w.Targets, w.TargetsShape = fill(w.Targets, w.TargetsShape, 1)
	w.Weights, _ = fill(w.Weights, []int{have}, 3)
	return w, wire.Float32s(mask, rows)
}

// Sums over batches of weighed rows, the last batch filled up, make Keras' metrics.
func TestMetricsOfBatchesAreKeras(t *testing.T) {
	g := readMetrics(t)
	onBackends(t, func(t *testing.T, backend string) {
		for i, set := range g.Sets {
			var cases []goldenMetric
			for _, c := range g.Metrics {
				if c.Batches == i {
					cases = append(cases, c)
				}
			}
			checkMetrics(t, backend, set, cases)
		}
	})
	for _, class := range comparedMetrics() {
		one := func(m measured) bool { return m.Class == class }
		several := func(m goldenMetric) bool { return m.Class == class }
		if !slices.ContainsFunc(readObjects(t).Metrics, one) && !slices.ContainsFunc(g.Metrics, several) {
			t.Errorf("no golden value of the metric %s", class)
		}
	}
}

func checkMetrics(t *testing.T, backend string, batches []weighed, cases []goldenMetric) {
	t.Helper()
	output := spec.Shape(batches[0].Shape[1:])
	var inputs []wire.Array
	for _, b := range batches {
		b, mask := b.filledUp(batches[0].Shape[0])
		inputs = append(append(inputs, b.inputs()...), mask, wire.Float32s(b.Weights, len(b.Weights)))
	}
	sums := evaluate(t, backend, inputs, func(in []*Node) []*Node {
		var all []*Node
		for _, c := range cases {
			for batch := range slices.Chunk(in, 4) {
				out := outcome{targets: batch[1], prediction: batch[0], there: batch[2]}
				for _, weight := range []*Node{batch[2], graph.Mul(batch[2], batch[3])} {
					all = append(all, metrics[c.Class].sums(c.object(), out, weight))
				}
			}
		}
		return all
	})
	for i, c := range cases {
		own := sums[2*len(batches)*i:][:2*len(batches)]
		c.check(t, output, [2][]float64{added(own, 0), added(own, 1)})
	}
}

// added adds up every other of some sums.
func added(sums [][]float32, first int) []float64 {
	all := make([]float64, len(sums[0]))
	for i := first; i < len(sums); i += 2 {
		for j, value := range sums[i] {
			all[j] += float64(value)
		}
	}
	return all
}

func (c goldenMetric) object() spec.Object { return spec.Object{Class: c.Class, Params: c.Config} }

// check compares with what all rows alike made, and rows by their weights.
func (c goldenMetric) check(t *testing.T, output spec.Shape, sums [2][]float64) {
	t.Helper()
	m, o, name := metrics[c.Class], c.object(), fmt.Sprint(c.Class, " ", c.Config)
	tolerance := 1e-6
	if c.Class == spec.AUC || c.Class == spec.R2Score {
		tolerance = 1e-5 // Keras adds and subtracts many numbers in single precision
	}
	near(t, name, []float32{float32(m.result(o, sums[0]))}, []float32{c.Value}, tolerance)
	near(t, name+" weighted", []float32{float32(m.result(o, sums[1]))}, []float32{c.Weighted}, tolerance)
	if width := m.width(o, output); len(sums[0]) != width {
		t.Errorf("%s adds up %d values, declared as %d", name, len(sums[0]), width)
	}
	if fit := fits[c.Class]; fit != nil && fit(o, output) != nil {
		t.Errorf("%s does not fit: %v", name, fit(o, output))
	}
	if got := logName(o); got != c.Name {
		t.Errorf("%s is %q in logs, want %q", name, got, c.Name)
	}
}

// The losses of weighed rows, among others that are not there.
func TestWeighedLossesAreKeras(t *testing.T) {
	all := readMetrics(t).Losses
	var full []weighed
	var inputs []wire.Array
	for _, c := range all {
		more, mask := c.filledUp(c.Shape[0] + 2)
		full = append(full, more)
		inputs = append(append(inputs, more.inputs()...), mask, wire.Float32s(more.Weights, len(more.Weights)))
	}
	onBackends(t, func(t *testing.T, backend string) {
		values := evaluate(t, backend, inputs, func(in []*Node) []*Node {
			var outputs []*Node
			for i, c := range all {
				x, y, mask, weights := in[4*i], in[4*i+1], in[4*i+2], in[4*i+3]
				l := &ledger{goals: []spec.Goal{{Loss: c.object(), Weight: 1}}}
				loss, _ := newNetwork(&spec.Model{}, nil).enter(l, []outcome{{targets: y, prediction: x}}, mask, weights)
				outputs = append(append(outputs, loss), graph.Gradient(loss, x)...)
			}
			return outputs
		})
		for i, c := range all {
			value, gradient := values[2*i], values[2*i+1]
			name := fmt.Sprintf("%d: %s %v", i, c.Class, c.Config)
			tolerance := 1e-6
			if c.Class == spec.Circle {
				tolerance = 5e-6 // gamma is 80, and what rounds is multiplied by it
			}
			near(t, name, value, []float32{c.Value}, tolerance)
			near(t, name+" gradient", gradient[:len(c.Gradient)], c.Gradient, tolerance)
			near(t, name+" gradient of rows that are not there", gradient[len(c.Gradient):], make([]float32, len(full[i].X)-len(c.X)), 0)
		}
	})
}

package exec

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// questions are rows of yes-or-no answers of several kinds, each row with a weight.
func questions(rows, columns int) Data {
	random := rand.New(rand.NewPCG(1, 2))
	y, weights := make([]float32, rows*columns), make([]float32, rows)
	for i := range y {
		y[i] = float32(random.IntN(2))
	}
	for i := range weights {
		weights[i] = float32(random.IntN(4)) / 2
	}
	data := oneInput(wire.Float32s(floats(random, rows*4), rows, 4), wire.Float32s(y, rows, columns))
	data.Weights = weights
	return data
}

// still leaves weights as they are, up to what single precision can tell.
var still = object(spec.SGD, "learning_rate", 1e-30, "momentum", 0.0, "nesterov", 0.0)

// Metrics of the golden cases, three of each class, are in training, on the way
// through batches that are cut into stages or run in a loop, what they are in an
// evaluation.
func TestMetricsWhileTraining(t *testing.T) {
	g := readMetrics(t)
	model := sequential(t, spec.Shape{4}, denseLayer("dense", 3, object(spec.Sigmoid)))
	output := spec.Shape{3}
	goal := spec.Goal{Loss: object(spec.BinaryCrossentropy, "from_logits", 0.0, "label_smoothing", 0.0), Weight: 1}
	seen := map[string]int{}
	for _, c := range g.Metrics {
		classes := strings.HasPrefix(c.Class, "Sparse") || c.Class == spec.IoU || c.Class == spec.MeanIoU
		if fit := fits[c.Class]; !classes && seen[c.Class] < 3 && (fit == nil || fit(c.object(), output) == nil) {
			seen[c.Class]++
			goal.Metrics, goal.Weighted = append(goal.Metrics, c.object()), append(goal.Weighted, c.object())
		}
	}
	data := questions(100, 3)
	onBackends(t, func(t *testing.T, backend string) {
		m := newModel(t, model, backend, spec.Compile{Optimizer: still, Goals: []spec.Goal{goal}})
		trained, _, err := m.Train(t.Context(), data, Options{BatchSize: 16})
		if err != nil {
			t.Fatal(err)
		}
		measured, err := m.Evaluate(t.Context(), data, Options{BatchSize: 16})
		if err != nil {
			t.Fatal(err)
		}
		if len(trained) != len(measured.Names) || len(trained) != 1+2*len(goal.Metrics) {
			t.Errorf("%d values while training, %d in the evaluation, of %d metrics", len(trained), len(measured.Names), 2*len(goal.Metrics))
		}
		for i, name := range measured.Names {
			if want := measured.Values[i]; !(math.Abs(trained[name]-want) <= 1e-5*max(1, math.Abs(want))) {
				t.Errorf("%s is %v while training, %v in the evaluation", name, trained[name], want)
			}
		}
	})
}

// Rows of a batch that are compared with each other are not measured in larger
// batches than they are trained in.
func TestEvaluateInBatches(t *testing.T) {
	data := questions(20, 3)
	model := sequential(t, spec.Shape{4}, denseLayer("dense", 3, object(spec.Sigmoid)))
	for _, c := range []struct {
		loss      spec.Object
		batchwise bool
	}{{spec.Object{Class: spec.Dice}, true}, {object(spec.MeanSquaredError), false}} {
		m := newModel(t, model, goBackend, oneGoal(still, c.loss))
		loss := func(data Data, batch int) float64 {
			measured, err := m.Evaluate(t.Context(), data, Options{BatchSize: batch})
			if err != nil {
				t.Fatal(err)
			}
			return measured.Values[0]
		}
		part := func(from, to int) Data {
			some := data
			some.X, some.Y = slices.Clone(data.X), slices.Clone(data.Y)
			some.X[0].Rows, some.Y[0].Rows = data.X[0].Rows[from:to], data.Y[0].Rows[from:to]
			some.Weights = data.Weights[from:to]
			return some
		}
		whole, together := loss(data, 8), loss(data, 20)
		parts := 0.4*loss(part(0, 8), 8) + 0.4*loss(part(8, 16), 8) + 0.2*loss(part(16, 20), 8)
		if math.Abs(whole-parts) > 1e-6 {
			t.Errorf("%s in batches of 8 is %v, want %v", c.loss.Class, whole, parts)
		}
		if differs := math.Abs(whole-together) > 1e-6; differs != c.batchwise {
			t.Errorf("%s in batches of 8 is %v, of 20 %v", c.loss.Class, whole, together)
		}
	}
}

// Metrics that are called the same are numbered, as Keras does.
func TestNamesInLogs(t *testing.T) {
	auc := object(spec.AUC, "num_thresholds", 200.0, "multi_label", 0.0)
	prc := auc
	prc.Name = "prc"
	loss := object(spec.MeanSquaredError)
	loss.Name = "loss"
	model := sequential(t, spec.Shape{4}, denseLayer("dense", 3, object(spec.Sigmoid)))
	l := newLedger(model, []spec.Goal{{
		Loss:     object(spec.MeanSquaredError),
		Metrics:  []spec.Object{auc, auc, prc, loss, auc},
		Weighted: []spec.Object{auc, prc, object(spec.LogCoshError)},
	}})
	want := []string{"loss", "auc", "auc_1", "prc", "loss_1", "auc_2", "weighted_auc", "weighted_prc", "logcosh"}
	if got := l.names(); !slices.Equal(got, want) {
		t.Errorf("logs are %q, want %q", got, want)
	}
}

// A step of California's net and of the digits' with metrics of many sums, and
// without.
func BenchmarkMetrics(b *testing.B) {
	auc := object(spec.AUC, "num_thresholds", 200.0, "curve", 0.0, "summation_method", 0.0, "multi_label", 0.0, "from_logits", 0.0)
	labels := object(spec.AUC, "num_thresholds", 200.0, "curve", 0.0, "summation_method", 0.0, "multi_label", 1.0, "from_logits", 0.0)
	precision := object(spec.Precision, "threshold", 0.5, "top_k", 0.0, "class_id", -1.0)
	top := object(spec.Precision, "threshold", spec.NoThreshold, "top_k", 2.0, "class_id", -1.0)
	f1 := object(spec.F1Score, "average", 1.0, "threshold", spec.NoThreshold)
	for _, columns := range []int{1, 10} {
		data := questions(10_000, columns)
		data.X[0].Key, data.Y[0].Key, data.Weights = fmt.Sprint("x", columns), fmt.Sprint("y", columns), nil
		model := sequential(b, spec.Shape{4}, denseLayer("hidden", 30, object(spec.ReLU)), denseLayer("dense", columns, object(spec.Sigmoid)))
		for _, c := range []struct {
			name    string
			metrics []spec.Object
		}{{"none", nil}, {"auc", []spec.Object{auc}}, {"multi-label", []spec.Object{labels}}, {"precision", []spec.Object{precision}}, {"top-k", []spec.Object{top}}, {"f1", []spec.Object{f1}}} {
			for _, backend := range []string{"go", "xla"} {
				b.Run(fmt.Sprint(columns, "/", c.name, "/", backend), func(b *testing.B) {
					config := goBackend
					if backend == "xla" {
						config = xlaBackend(b)
					}
					m, err := New(model, config)
					if err != nil {
						b.Fatal(err)
					}
					defer m.Close()
					loss := object(spec.BinaryCrossentropy, "from_logits", 0.0, "label_smoothing", 0.0)
					if err := m.Compile(oneGoal(adamDefault, loss, c.metrics...)); err != nil {
						b.Fatal(err)
					}
					epoch := func() {
						if _, _, err := m.Train(b.Context(), data, Options{BatchSize: 32, Progress: func(int, int, map[string]float64) {}}); err != nil {
							b.Fatal(err)
						}
					}
					epoch()
					before := processorTime()
					for b.Loop() {
						epoch()
					}
					b.ReportMetric(float64((processorTime()-before).Microseconds())/float64(b.N)/313, "cpu-µs/step")
				})
			}
		}
	}
}

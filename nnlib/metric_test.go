package nnlib

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// goldenMetrics is what Keras measures; see engine/internal/exec/testdata/metrics.py.
type goldenMetrics struct {
	Sets    [][]goldenBatch
	Metrics []goldenMetric
	Losses  []struct {
		Class  string `json:"class"`
		Config map[string]float64
	}
}

type goldenMetric struct {
	Class           string `json:"class"`
	Config          map[string]float64
	Name            string
	Batches         int
	Value, Weighted float64
}

type goldenBatch struct {
	X, Targets, Weights []float32
	Shape               []int
	TargetsShape        []int `json:"targets_shape"`
	Integers            bool
}

func readMetrics(t *testing.T) goldenMetrics {
	t.Helper()
	data, err := os.ReadFile("engine/internal/exec/testdata/metrics.json")
	if err != nil {
		t.Fatal(err)
	}
	var g goldenMetrics
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

// What is declared here has Keras' settings, and Evaluate measures as Keras does,
// all rows alike and by their weights.
func TestMetricsAreKeras(t *testing.T) {
	g := readMetrics(t)
	cases := []Metric{
		TruePositives(), TrueNegatives(), FalsePositives(), FalseNegatives(), TruePositives(Threshold(0.25)),
		Precision(), Precision(Threshold(0.25)), Precision(ClassID(2)), Precision(TopK(2)), Precision(Threshold(0.5), TopK(3)),
		Recall(), Recall(TopK(2), ClassID(1)), Recall(Threshold(0)),
		F1Score(MicroAverage), F1Score(MacroAverage), F1Score(WeightedAverage), F1Score(MacroAverage, Threshold(0.5)),
		FBetaScore(MacroAverage, 2), FBetaScore(WeightedAverage, 0.5),
		AUC(), AUC(PR), AUC(PR, Minoring), AUC(PRGain, Majoring), AUC(NumThresholds(17)), AUC(FromLogits()), AUC(ROC, MultiLabel()),
		AUC(PR, MultiLabel(), LabelWeights(1, 2, 0.5)), AUC(LabelWeights(1, 2, 0.5)),
		SensitivityAtSpecificity(0.8), SpecificityAtSensitivity(0.8), PrecisionAtRecall(0.8), RecallAtPrecision(0.8),
		PrecisionAtRecall(0.3, NumThresholds(50), ClassID(1)),
		R2Score(), R2Score(VarianceWeighted()), R2Score(NumRegressors(4)),
		LogCoshError(), PearsonCorrelation(), ConcordanceCorrelation(),
		BinaryIoU(), BinaryIoU(TargetClass(1)), OneHotMeanIoU(4), OneHotIoU(4, []int{2}), MeanIoU(4), MeanIoU(4, IgnoreClass(2)), IoU(4, []int{3, 0}),
		SparseCategoricalCrossentropy(), SparseCategoricalCrossentropy(FromLogits()), SparseCategoricalAccuracy(), SparseTopKCategoricalAccuracy(2),
	}
	for _, metric := range cases {
		o := metric.measures()[0].object
		t.Run(fmt.Sprint(o.Class, o.Params), func(t *testing.T) {
			same := func(c goldenMetric) bool { return c.Class == o.Class && maps.Equal(c.Config, o.Params) }
			if !slices.ContainsFunc(g.Metrics, same) {
				t.Error("Keras has no such settings")
			}
			for i, c := range g.Metrics {
				if same(c) {
					c.check(t, fmt.Sprint(t.Name(), i), metric, g.Sets[c.Batches])
				}
			}
		})
	}
}

// check measures outputs that are the inputs.
func (c goldenMetric) check(t *testing.T, model string, metric Metric, batches []goldenBatch) {
	t.Helper()
	data, loss := uploaded(batches), MeanSquaredError()
	if first := batches[0]; first.Integers {
		loss = SparseCategoricalCrossentropy()
		if units := first.Shape[len(first.Shape)-1]; !classesBelow(batches, float32(units)) {
			return // segments of no class, which the loss does not take: package exec tests these
		}
	}
	m := Sequential(strings.ReplaceAll(model, "/", " "), Input(batches[0].Shape[1:]...), Dropout(0.5))
	m.Compile(Adam(), loss, metric, Weighted(metric))
	defer m.Reset()
	measured := m.Evaluate(data, BatchSize(7), Verbose(0))
	for name, want := range map[string]float64{c.Name: c.Value, "weighted_" + c.Name: c.Weighted} {
		if got := measured.Value(name); !(math.Abs(got-want) <= 1e-5*max(1, math.Abs(want))) {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

// uploaded is a data set of all batches' rows.
func uploaded(batches []goldenBatch) *Dataset {
	var x, y, weights []float32
	for _, b := range batches {
		x, y, weights = append(x, b.X...), append(y, b.Targets...), append(weights, b.Weights...)
	}
	rows, first := len(weights), batches[0]
	targets := wire.Float32s(y, append([]int{rows}, first.TargetsShape[1:]...)...)
	if first.Integers {
		classes := make([]int32, len(y))
		for i, class := range y {
			classes[i] = int32(class)
		}
		targets = wire.Int32s(classes, targets.Shape...)
	}
	features := wire.Float32s(x, append([]int{rows}, first.Shape[1:]...)...)
	d := &Dataset{
		spec: spec.Dataset{
			Length: rows, X: spec.Column{DType: features.DType, Shape: features.Shape[1:]}, Y: spec.Column{DType: targets.DType, Shape: targets.Shape[1:]},
		},
		upload: &upload{x: func() wire.Array { return features }, y: func() wire.Array { return targets }},
	}
	return d.Weighted(weights)
}

func classesBelow(batches []goldenBatch, units float32) bool {
	return !slices.ContainsFunc(batches, func(b goldenBatch) bool {
		return slices.Min(b.Targets) < 0 || slices.Max(b.Targets) >= units
	})
}

// Losses are declared with Keras' settings.
func TestLossesAreKeras(t *testing.T) {
	g := readMetrics(t)
	for _, loss := range []Loss{
		BinaryFocalCrossentropy(), BinaryFocalCrossentropy(Gamma(1.5)), BinaryFocalCrossentropy(ClassBalancing(0.25)),
		BinaryFocalCrossentropy(ClassBalancing(0.9), LabelSmoothing(0.1)), BinaryFocalCrossentropy(FromLogits(), LabelSmoothing(0.2)),
		CategoricalFocalCrossentropy(), CategoricalFocalCrossentropy(Gamma(0.5)), CategoricalFocalCrossentropy(FocalAlpha(0.1, 0.3, 0.6)),
		CategoricalFocalCrossentropy(LabelSmoothing(0.1)), CategoricalFocalCrossentropy(FromLogits(), FocalAlpha(0.5)),
		CategoricalGeneralizedCrossEntropy(0.5),
		Dice(), Dice(OverAxes(1, 2, 3)), Dice(OverAxes(-1)), Tversky(0.5, 0.5), Tversky(0.3, 0.7, OverAxes(1, 2)),
		Circle(), Circle(Gamma(5), Margin(0.25)), Circle(Gamma(5), WithDiagonal()),
	} {
		found := false
		for _, c := range g.Losses {
			found = found || c.Class == loss.object.Class && maps.Equal(c.Config, loss.object.Params)
		}
		if !found {
			t.Errorf("Keras has no %s with the settings %v", loss.object.Class, loss.object.Params)
		}
	}
}

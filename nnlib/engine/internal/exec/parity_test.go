package exec

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"nnbook/nnlib/internal/parity"
	"nnbook/nnlib/internal/spec"
)

// parityKinds are the sections of docs/keras.md that these tests measure: by which
// tests, of which classes, and up to which difference a row needs no explanation.
var parityKinds = []struct {
	title   string
	tests   []string
	classes func() []string
	most    float64
}{
	{"Layers", []string{"TestLayersAreKeras", "TestMergesAreKeras", "TestConvolutionsAreKeras", "TestRecurrentLayersAreKeras", "TestAugmentationsAreKeras",
		"TestMasksAreKeras", "TestMaskedModelsAreKeras", "TestBoundedFitIsKeras"}, comparedLayers, 1e-5},
	{"Activations", []string{"TestActivationsAreKeras", "TestMoreActivationsAreKeras"}, func() []string { return slices.Collect(maps.Keys(activations)) }, 1e-5},
	{"Losses", []string{"TestLossesAreKeras", "TestWeighedLossesAreKeras"}, comparedLosses, 1e-5},
	{"Metrics", []string{"TestMetricsAreKeras", "TestMetricsOfBatchesAreKeras"}, comparedMetrics, 1e-5},
	{"Optimizers", []string{"TestOptimizersAreKeras", "TestOptimizerSettingsAreKeras"}, func() []string { return slices.Collect(maps.Keys(optimizers)) }, 1e-5},
	{"Learning-rate schedules", []string{"TestSchedulesAreKeras"}, func() []string { return slices.Collect(maps.Keys(schedules)) }, 1e-5},
	{"Regularizers", []string{"TestRegularizersAreKeras"}, func() []string { return slices.Collect(maps.Keys(regularizers)) }, 1e-5},
	{"Constraints", []string{"TestConstraintsAreKeras"}, func() []string { return []string{spec.MaxNorm, spec.NonNeg, spec.UnitNorm, spec.MinMaxNorm} }, 1e-5},
	{"Initializers", []string{"TestInitializersAreKeras", "TestOrthogonal"}, func() []string { return initializers }, 1e-5},
	{"Trainings", nil, func() []string { return slices.Collect(maps.Values(trainings)) }, 1e-4},
}

// trainings are the tests that train as Keras did, and what the table calls them.
var trainings = map[string]string{
	"TestFitIsKeras": "MNIST MLP", "TestConvolutionFitIsKeras": "small CNN", "TestLSTMFitIsKeras": "LSTM", "TestMaskedFitIsKeras": "masked GRU",
	"TestMaskedModelsAreKeras": "masked inputs", "TestFitsWithSettingsAreKeras": "optimizer settings",
}

var initializers = []string{
	spec.Zeros, spec.Ones, spec.Constant, spec.Identity, spec.GlorotUniform, spec.GlorotNormal, spec.HeUniform, spec.HeNormal, spec.LecunUniform,
	spec.LecunNormal, spec.RandomUniform, spec.RandomNormal, spec.TruncatedNormal, spec.VarianceScaling, spec.Orthogonal,
}

// comparedLayers are the layers but for a program's own.
func comparedLayers() []string {
	return slices.DeleteFunc(slices.Collect(maps.Keys(layers)), func(class string) bool { return class == "Custom" })
}

// comparedLosses are those that no program writes itself.
func comparedLosses() []string {
	return slices.DeleteFunc(slices.Collect(maps.Keys(losses)), func(class string) bool { return class == spec.CustomLoss })
}

// comparedMetrics are the metrics but for those that are losses, which stand there.
func comparedMetrics() []string {
	return slices.DeleteFunc(slices.Collect(maps.Keys(metrics)), func(class string) bool {
		return losses[class] != nil || class == spec.CustomMetric || class == spec.Accuracy // one of three others
	})
}

// rows are the table's rows that these tests measure.
func rows() (all []parity.Class) {
	for _, kind := range parityKinds {
		for _, class := range kind.classes() {
			all = append(all, parity.Class{Section: kind.title, Name: class})
		}
	}
	return all
}

// record keeps how far values are from Keras', if a test compares them.
func record(t *testing.T, what string, got, want []float32, tolerance float64) {
	test, rest, _ := strings.Cut(t.Name(), "/")
	said, backend := rest+" "+what, parity.Go
	switch {
	case strings.Contains(said, "xla"):
		backend = parity.XLA
	case strings.HasPrefix(test, "TestInitializers") || test == "TestOrthogonal": // they draw on the host
		backend = parity.Host
	}
	if training, ok := trainings[test]; ok {
		parity.Record(parity.Class{Section: "Trainings", Name: training}, backend, parity.Worst(got, want), tolerance)
	}
	for _, kind := range parityKinds {
		if !slices.Contains(kind.tests, test) {
			continue
		}
		if class := classIn(said, kind.classes()); class != "" {
			parity.Record(parity.Class{Section: kind.title, Name: class}, backend, parity.Worst(got, want), tolerance)
		}
	}
}

// classIn is the longest of the classes that stands in a text as a word of its own.
func classIn(text string, classes []string) string {
	found := ""
	for _, class := range classes {
		for at := range text {
			if !strings.HasPrefix(text[at:], class) || len(class) <= len(found) {
				continue
			}
			after := text[at+len(class):]
			if (at == 0 || !isLetter(text[at-1])) && (after == "" || !isLetter(after[0]) || strings.HasPrefix(after, "map[")) {
				found = class
			}
		}
	}
	return found
}

func isLetter(c byte) bool { return unicode.IsLetter(rune(c)) }

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(parity.Finish(m.Run(), rows()))
}

// The table has a row for each class that the engine knows, with its name in nnlib,
// no difference is above what the tests demand, and what they demand is strict or
// explained.
func TestParityTable(t *testing.T) {
	table, err := parity.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range parityKinds {
		classes := kind.classes()
		for class := range table {
			if class.Section == kind.title && kind.title != "Trainings" && class.Name != "StringLookup" && !slices.Contains(classes, class.Name) {
				t.Errorf("%v: a row of what the engine does not know", class)
			}
		}
		for _, name := range classes {
			class := parity.Class{Section: kind.title, Name: name}
			row, ok := table[class]
			switch {
			case !ok:
				t.Errorf("no row for %v; go test -update writes it", class)
			case !(row.Go <= row.Demanded*1.05+1e-12 && row.XLA <= row.Demanded*1.05+1e-12): // the table rounds
				t.Errorf("%v differs by %g and %g, demanded are %g", class, row.Go, row.XLA, row.Demanded)
			case row.Demanded > kind.most && row.About == "":
				t.Errorf("%v: %g is demanded, which nothing explains", class, row.Demanded)
			case row.Name == "—":
				t.Errorf("%v has no name in nnlib", class)
			}
		}
	}
}

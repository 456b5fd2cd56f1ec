package charts_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nnbook/charts"
)

var update = flag.Bool("update", false, "write what the examples show to testdata")

// examples are shown to a kernel and compared with their goldens, the last message of
// each.
var examples = map[string]func(){
	"digits":                   ExampleDigits,
	"predicted":                ExamplePredicted,
	"learning_curves":          ExampleLearningCurves,
	"learning_curves_compare":  ExampleLearningCurves_compare,
	"learning_curves_diverged": ExampleLearningCurves_diverged,
	"learning_curves_1_epoch":  ExampleLearningCurves_oneEpoch,
	"learning_curves_empty":    ExampleLearningCurves_empty,
	"live":                     ExampleLive,
	"predicted_vs_actual":      ExamplePredictedVsActual,
	"confusion_matrix":         ExampleConfusionMatrix,
	"confusion_pictures":       ExamplePictures,
	"confusion_matrix_rates":   ExampleConfusionMatrix_rates,
	"class_scores":             ExampleClassScores,
	"roc":                      ExampleROC,
	"precision_recall":         ExamplePrecisionRecall,
	"calibration":              ExampleCalibration,
	"probability_bars":         ExampleProbabilityBars,
	"worst_mistakes":           ExampleWorstMistakes,
	"residuals":                ExampleResiduals,
	"error_by_band":            ExampleErrorByBand,
	"rate_finder":              ExampleRateFinder,
	"permutation_importance":   ExamplePermutationImportance,
	"partial_dependence":       ExamplePartialDependence,
	"layer_updates":            ExampleLayerUpdates,
	"weight_histograms":        ExampleWeightHistograms,
	"filters":                  ExampleFilters,
	"activations":              ExampleActivations,
	"activations_dense":        ExampleActivations_dense,
	"model_graph":              ExampleModelGraph,
	"parameters_per_layer":     ExampleParametersPerLayer,
	"class_balance":            ExampleClassBalance,
	"feature_histograms":       ExampleFeatureHistograms,
	"correlation_heat_map":     ExampleCorrelationHeatMap,
	"scatter_matrix":           ExampleScatterMatrix,
	"geo_map":                  ExampleGeoMap,
	"geo_map_error":            ExampleColouredBy,
	"row":                      ExampleRow,
	"grid":                     ExampleGrid,
}

func TestExamplesMatchTheirGoldens(t *testing.T) {
	for name, example := range examples {
		t.Run(name, func(t *testing.T) {
			got := lastShown(t, example)
			golden := filepath.Join("testdata", name+".json")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v; go test ./charts -update writes it", err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("the message differs from %s; look at it with go test ./charts -update and git diff\ngot %s", golden, got)
			}
		})
	}
}

// lastShown returns data and metadata of the last message, a field a line.
func lastShown(t *testing.T, example func()) []byte {
	t.Helper()
	messages := shown(t, example)
	if len(messages) == 0 {
		t.Fatal("nothing was shown")
	}
	last := messages[len(messages)-1]
	last.DisplayID, last.Update = "", false
	out, err := json.MarshalIndent(last, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(out, '\n')
}

// TestChartsAreSmall keeps notebooks small: all outputs are saved in their files.
func TestChartsAreSmall(t *testing.T) {
	limits := map[string]int{"digits": 40_000, "digits of 300": 160_000, "5000 rows": 25_000, "residuals": 25_000, "scatter_matrix": 25_000, "geo_map": 30_000, "geo_map_error": 30_000, "filters": 60_000, "row": 40_000, "grid": 40_000}
	all := maps.Clone(examples)
	all["digits of 300"] = func() { charts.Digits(scribbles(300)).Display() }
	all["5000 rows"] = func() { charts.PredictedVsActual(houses(5000), houses(5000)).Display() }
	for name, example := range all {
		t.Run(name, func(t *testing.T) {
			limit := limits[name]
			if limit == 0 {
				limit = 20_000
			}
			for _, m := range shown(t, example) {
				out, err := json.Marshal(m)
				if err != nil {
					t.Fatal(err)
				}
				if len(out) > limit {
					t.Errorf("%d bytes, want at most %d", len(out), limit)
				}
			}
		})
	}
}

func TestNoMessageHoldsAFunction(t *testing.T) {
	for name, example := range examples {
		t.Run(name, func(t *testing.T) {
			out := string(lastShown(t, example))
			for _, bad := range []string{"__f__", "function", "=>", "<script", "http"} {
				if strings.Contains(out, bad) {
					t.Errorf("the message holds %q", bad)
				}
			}
		})
	}
}

func TestMessageWithoutAnythingToDrawIsASentence(t *testing.T) {
	m := shown(t, func() { charts.LearningCurves().Display() })[0]
	if len(m.Data) != 1 || !strings.Contains(m.Data["text/plain"].(string), "model.Fit") {
		t.Errorf("got %v, want only text/plain that names the fix", m.Data)
	}
}

package charts_test

import (
	"encoding/json"
	"strings"
	"testing"

	"nnbook/charts"
	"nnbook/charts/internal/echartstest"
)

// drawn is what must be seen in the picture of an example: texts, and how often marks.
var drawn = map[string]struct {
	texts []string
	count map[string]int
}{
	"digits":                   {[]string{"40 digits"}, map[string]int{"<image": 40}},
	"predicted":                {[]string{"14 of 15 predicted right", "is 7"}, map[string]int{"<image": 15, "stroke-dasharray": 1}},
	"learning_curves":          {[]string{"loss", "val_accuracy", "epoch", "best val_loss 0.0713 at epoch 6"}, nil},
	"learning_curves_compare":  {[]string{"Adam loss", "SGD val_loss"}, nil},
	"learning_curves_diverged": {[]string{"loss is +Inf at epoch 4", "learning rate"}, nil},
	"learning_curves_1_epoch":  {[]string{"best loss 0.4 at epoch 1"}, nil},
	"predicted_vs_actual":      {[]string{"actual (100,000 dollars)", "rows at the cap", "RMSE"}, nil},
	"confusion_matrix":         {[]string{"849 of 1000 right", "predicted", "actual", ">92<"}, nil},
	"confusion_matrix_rates":   {[]string{"cat", "dog", ">100<", ">50<"}, nil},
	"class_scores":             {[]string{"mean F1", "precision", "recall", "score"}, nil},
	"roc":                      {[]string{"false positive rate", "0 · 0.9983"}, nil},
	"precision_recall":         {[]string{"recall", "precision", "mean 0.9284"}, nil},
	"calibration":              {[]string{"confidence reached", "share that is right", "rows"}, nil},
	"probability_bars":         {[]string{"taken for 2", "actual", "probability"}, map[string]int{"<image": 1}},
	"worst_mistakes":           {[]string{"The worst 12 of 45 mistakes"}, map[string]int{"<image": 12}},
	"residuals":                {[]string{"residual (100,000 dollars)", "predicted (100,000 dollars)", "600 of 2000 rows"}, nil},
	"error_by_band":            {[]string{"mean absolute error at the cap", "cap 5", "actual value (100,000 dollars)"}, nil},
	"class_balance":            {[]string{"cat", "dog", "horse", "even"}, nil},
	"feature_histograms":       {[]string{"MedInc", "1 beyond, to 141", "target"}, nil},
	"correlation_heat_map":     {[]string{"with the target: MedInc", "Longitude"}, nil},
	"scatter_matrix":           {[]string{"120 of 2000 rows", "MedInc"}, nil},
	"geo_map":                  {[]string{"longitude (° east)", "latitude (° north)", "100,000 dollars"}, nil},
	"geo_map_error":            {[]string{"Error on the map"}, nil},
	"layer_updates":            {[]string{"How layers learn", "update / weights", "hidden", "epoch"}, nil},
	"weight_histograms":        {[]string{"dense/kernel 784×60", "1 NaN or infinite", "60 zero"}, nil},
	"filters":                  {[]string{"The first 30 of 60 filters"}, map[string]int{"<image": 30}},
	"activations":              {[]string{"14×14×5"}, map[string]int{"<image": 5}},
	"activations_dense":        {[]string{"4 of 8 are zero", "unit"}, nil},
	"model_graph":              {[]string{"wide · InputLayer", "30 · 930 parameters", "concatenate"}, nil},
	"parameters_per_layer":     {[]string{"930 · 77.1 %"}, nil},
	"rate_finder":              {[]string{"steepest", "lowest", "learning rate", "running mean"}, nil},
	"permutation_importance":   {[]string{"MedInc", "how much the RMSE grows (100,000 dollars)"}, nil},
	"partial_dependence":       {[]string{"MedInc", "HouseAge"}, nil},
	"live":                     {[]string{"Trained 2 epochs", "loss 0.25 · val_loss 0.3"}, nil},
}

// drawer returns the SVG of an option.
type drawer = func(option string, width, height int) (string, error)

// drawnAs returns what the last message of a cell looks like.
func drawnAs(t *testing.T, draw drawer, cell func()) string {
	t.Helper()
	messages := shown(t, cell)
	m := messages[len(messages)-1]
	option, err := json.Marshal(m.Data[charts.MIMEType])
	if err != nil {
		t.Fatal(err)
	}
	size := m.Metadata[charts.MIMEType].(map[string]any)
	svg, err := draw(string(option), int(size["width"].(float64)), int(size["height"].(float64)))
	if err != nil {
		t.Fatal(err)
	}
	return svg
}

func TestEChartsDrawsTheExamples(t *testing.T) {
	draw := echartstest.Drawer(t)
	for name, want := range drawn {
		t.Run(name, func(t *testing.T) {
			svg := drawnAs(t, draw, examples[name])
			for _, text := range want.texts {
				if !strings.Contains(svg, text) {
					t.Errorf("%q is not in the picture", text)
				}
			}
			for mark, n := range want.count {
				if got := strings.Count(svg, mark); got != n {
					t.Errorf("%s is drawn %d times, want %d", mark, got, n)
				}
			}
			if strings.Contains(strings.ReplaceAll(svg, "1 NaN or infinite", ""), "NaN") {
				t.Error("a place in the picture is not a number")
			}
		})
	}
}

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
	"live":                     {[]string{"Trained 2 epochs", "loss 0.25 · val_loss 0.3"}, nil},
}

func TestEChartsDrawsTheExamples(t *testing.T) {
	draw := echartstest.Drawer(t)
	for name, want := range drawn {
		t.Run(name, func(t *testing.T) {
			messages := shown(t, examples[name])
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
			if strings.Contains(svg, "NaN") {
				t.Error("a place in the picture is not a number")
			}
		})
	}
}

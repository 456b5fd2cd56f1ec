package charts_test

import (
	"strings"
	"testing"

	"nnbook/charts"
)

func ExampleRow() {
	p, labels := classifier(1000), scribbles(1000)
	charts.Row(charts.ROC(p, labels), charts.PrecisionRecall(p, labels)).Display()
	// Output:
	// ROC curves of 1000 rows: AUC 0 0.9983, 1 0.9914, 2 0.9883, 3 0.9897, 4 0.9869, 5 0.9849, 6 0.9861, 7 0.9844, 8 0.9891, 9 0.9977.
	// Precision and recall of 1000 rows: AP 0 0.9843, 1 0.9421, 2 0.9183, 3 0.9150, 4 0.9138, 5 0.9068, 6 0.9027, 7 0.9079, 8 0.9142, 9 0.9794.
}

func ExampleGrid() {
	p, labels := classifier(300), scribbles(300)
	charts.Grid(2,
		charts.LearningCurves(mlp), charts.Digits(scribbles(10)),
		charts.ConfusionMatrix(p, labels), charts.LearningCurves(),
	).Display()
	// Output:
	// Learning curves over 10 epochs: loss 0.31 → 0.0162, accuracy 0.91 → 0.995, val_loss 0.15 → 0.0859, val_accuracy 0.957 → 0.981; best val_loss 0.0713 at epoch 6.
	// 10 digits: labels 0 1 2 3 4 5 6 7 8 9.
	// Confusion matrix of 300 rows in 10 classes: 255 right (85 %); most often wrong: 1 taken for 2 (4), 2 taken for 1 (4), 3 taken for 4 (4).
	// No learning curves yet: nothing was trained. Train first, for example history := model.Fit(train), then draw charts.LearningCurves(history).
}

func TestGridHoldsItsCharts(t *testing.T) {
	curves := charts.LearningCurves(mlp)
	grid := charts.Grid(5, curves, charts.LearningCurves())
	if want := curves.String() + "\n" + charts.LearningCurves().String(); grid.String() != want {
		t.Errorf("it says %q, want %q", grid, want)
	}
	out, err := grid.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	alone, err := curves.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`{"columns":2,`, `"option":` + string(alone), `"width":720`, "model.Fit"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%.60s is not in %.200s", want, out)
		}
	}
}

func TestGridPanics(t *testing.T) {
	one := charts.LearningCurves(mlp)
	for name, test := range map[string]struct {
		make func()
		says string
	}{
		"no charts":  {func() { charts.Row() }, "charts.Row: 0 charts; give 1 to 24"},
		"too many":   {func() { charts.Grid(2, make([]*charts.Chart, 25)...) }, "charts.Grid: 25 charts"},
		"no columns": {func() { charts.Grid(0, one) }, "0 columns; give 1 or more"},
		"nil":        {func() { charts.Row(one, nil) }, "chart 2 is nil"},
		"a grid":     {func() { charts.Grid(1, charts.Row(one)) }, "chart 1 is a grid itself; give its charts"},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if err, _ := recover().(error); err == nil || !strings.Contains(err.Error(), test.says) {
					t.Errorf("panic %v, want %q", err, test.says)
				}
			}()
			test.make()
		})
	}
}

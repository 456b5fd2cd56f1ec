package main

import (
	"math"
	"strings"
	"testing"

	"nnbook/nnlib/control"
)

func TestMagics(t *testing.T) {
	t.Parallel()
	s := startKernel(t, testPrefix)
	s.awaitProcess("nnbook-engine", 0)
	s.run("import \"nnbook/nnlib\"\nvar model = nnlib.Sequential(\"m\", nnlib.Input(2), nnlib.Dense(600), nnlib.Dense(1))\nfmt.Print()")
	s.conversation([][2]string{
		{"%nn", "no model was compiled or trained yet"},
		{"%nn fly", "Error:CommandError: %nn fly is unknown: " + magicsUsage},
		{"%nn reset", "Error:CommandError: which model? %nn reset NAME; %nn lists them"},
		{"%nn reset m", "Error:CommandError: reset of model \"m\": there is no such model\n  fix: compile a model first; the engine holds none"},
		{"model.Compile(nnlib.SGD(), nnlib.MeanSquaredError())\nmodel.Fit(nnlib.FromSlices([][]float32{{0, 0}}, []float32{0.5}), nnlib.Epochs(1), nnlib.Verbose(0));", ""},
		{"%nn", "<model  parameters  epochs  last epoch  backend  memory\nm      2,401       1       loss: 0.25  go       9612 B>"},
		{"%nn reset m\n%nn\nfmt.Print(\"after\")", "model m has its first weights again\n<model  parameters  epochs  last epoch  backend      memory\nm      2,401       0       -           not trained  9604 B>\nafter"},
	})
	for command, want := range map[string]string{"%nn backend": "to choose, start Jupyter with GOMLX_BACKEND=go", "%nn version": "GoNB     0.11.5"} {
		if got := shownIn(s.run(command)); !strings.Contains(got, want) {
			t.Errorf("%s: %s", command, got)
		}
	}
}

func TestNumbersInTables(t *testing.T) {
	if got := measuresText([]control.Measure{{Name: "loss", Value: 1.0 / 3}, {Name: "val_loss", Value: math.NaN()}}); got != "loss: 0.3333, val_loss: NaN" {
		t.Errorf("the last epoch is %q", got)
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %s, want %s", n, got, want)
		}
	}
	for n, want := range map[int]string{12: "12 B", 9_999: "9999 B", 10_400: "10 kB", 12_345_678: "12 MB"} {
		if got := memoryText(n); got != want {
			t.Errorf("memoryText(%d) = %s, want %s", n, got, want)
		}
	}
}

package main

import (
	"fmt"
	"testing"
	"time"

	"nnbook/kernel/jupyter"
)

// BenchmarkLiveFit measures what a live chart adds to a training of 10 epochs of 1,719
// steps where no page draws it, and how often it is sent. The benchmark of the same name in
// nnbook/notebooks adds JupyterLab and a browser on the same machine.
func BenchmarkLiveFit(b *testing.B) {
	nnbook := startNNBook(b)
	for _, cell := range []string{
		"import (\n\t\"nnbook/charts\"\n\t\"nnbook/nnlib\"\n)",
		`var train = nnlib.Must(nnlib.MNIST()).Train.Scale(1.0 / 255).Take(55_000)`,
		`var model = nnlib.Sequential("live", nnlib.Input(28, 28), nnlib.Flatten(), nnlib.Dense(300, nnlib.ReLU), nnlib.Dense(100, nnlib.ReLU), nnlib.Dense(10, nnlib.Softmax))`,
		"%%\n" + liveFit(1, "nnlib.Callbacks(charts.Live()), "),
		"%%\n" + liveFit(1, ""),
	} {
		if err := runCell(b, nnbook, cell); err != nil {
			b.Fatal(err)
		}
	}
	var updates, seconds float64
	live := func(client *jupyter.Client) error {
		begin := time.Now()
		reply, err := client.Execute(b.Context(), "%%\n"+liveFit(10, "nnlib.Callbacks(charts.Live()), "), func(m jupyter.Message) {
			if m.Type == "update_display_data" {
				updates++
			}
		})
		seconds += time.Since(begin).Seconds()
		if err == nil && reply.Status != "ok" {
			err = fmt.Errorf("the cell failed: %s", reply.ErrorValue)
		}
		return err
	}
	takeTurns(b,
		contender{"plain", nnbook, func(client *jupyter.Client) error { return runCell(b, client, "%%\n"+liveFit(10, "")) }},
		contender{"live", nnbook, live},
	)
	b.ReportMetric(updates/seconds, "updates/s")
}

// liveFit is a cell that trains from the first weights.
func liveFit(epochs int, options string) string {
	return fmt.Sprintf("model.Reset()\nmodel.Compile(nnlib.SGD(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())\n"+
		"model.Fit(train, nnlib.Epochs(%d), %snnlib.Verbose(0))", epochs, options)
}

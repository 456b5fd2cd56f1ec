package charts

import (
	"math"
	"testing"
)

func TestProgressTitles(t *testing.T) {
	loss := map[string]float64{"loss": 0.25}
	for _, c := range []struct {
		name   string
		params map[string]int
		train  func(p *progress)
		want   string
	}{
		{"nothing yet", map[string]int{"epochs": 3, "steps": 10}, func(*progress) {}, "Epoch 1 of 3 · starting"},
		{"within an epoch", map[string]int{"epochs": 3, "steps": 10}, func(p *progress) { p.batchEnd(0, 3, loss) }, "Epoch 1 of 3 · step 4 of 10"},
		{"unknown steps", map[string]int{"epochs": 3}, func(p *progress) { p.batchEnd(0, 3, loss) }, "Epoch 1 of 3 · step 4"},
		{"after an epoch", map[string]int{"epochs": 3, "steps": 10}, func(p *progress) { p.epochEnd(0, loss) }, "Epoch 1 of 3 · done"},
		{"continued", map[string]int{"epochs": 20, "initial_epoch": 10, "steps": 10}, func(p *progress) { p.batchEnd(10, 0, loss) }, "Epoch 11 of 20 · step 1 of 10"},
		{"more than announced", map[string]int{"epochs": 1, "steps": 10}, func(p *progress) { p.batchEnd(4, 0, loss) }, "Epoch 5 of 5 · step 1 of 10"},
		{"no parameters", nil, func(*progress) {}, "Epoch 1 of 1 · starting"},
		{"ended", map[string]int{"epochs": 1}, func(p *progress) { p.epochEnd(0, loss); p.ended = true }, "Trained 1 epoch"},
		{"interrupted", map[string]int{"epochs": 3}, func(p *progress) { p.epochEnd(0, loss); p.ended = true }, "Training ended after 1 of 3 epochs"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newProgress(c.params)
			c.train(p)
			if got := p.title(); got != c.want {
				t.Errorf("title = %q, want %q", got, c.want)
			}
			if chart := p.chart(); chart.option == nil || len(chart.option.Grid) == 0 {
				t.Error("nothing is drawn")
			}
		})
	}
}

func TestProgressNamesTheFixForNaN(t *testing.T) {
	p := newProgress(map[string]int{"epochs": 1, "steps": 1})
	p.batchEnd(0, 0, map[string]float64{"loss": math.NaN(), "accuracy": 0.1})
	want := "loss NaN · accuracy 0.1: try a smaller learning rate and check the data"
	if got := p.values(); got != want {
		t.Errorf("values = %q, want %q", got, want)
	}
}

package charts

import (
	"fmt"
	"math"
	"testing"
	"time"
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

// The rest is estimated from what was trained since the first batch, which waited for
// the model to be compiled.
func TestProgressSaysHowLongTheRestTakes(t *testing.T) {
	p := newProgress(map[string]int{"epochs": 14, "initial_epoch": 4, "steps": 100})
	began := time.Unix(100, 0)
	for _, c := range []struct {
		epoch, batch int
		after        time.Duration
		want         string
	}{
		{4, 0, 0, ""},
		{4, 49, 490 * time.Millisecond, " · about 10 s left"},
		{4, 99, 30 * time.Second, " · about 5 min left"}, // 4.55
		{5, 99, 40 * time.Second, " · about 3 min left"},
		{13, 99, 200 * time.Second, ""},
	} {
		if c.epoch > 4 && p.done < c.epoch-4 {
			p.done = c.epoch - 4
		}
		p.batchEnd(c.epoch, c.batch, map[string]float64{"loss": 1})
		p.see(began.Add(c.after))
		want := fmt.Sprintf("Epoch %d of 14 · step %d of 100%s", c.epoch+1, c.batch+1, c.want)
		if got := p.title(); got != want {
			t.Errorf("title = %q, want %q", got, want)
		}
	}
}

func TestProgressDrawsWhatALearnerAsks(t *testing.T) {
	p := newProgress(map[string]int{"epochs": 3, "steps": 10})
	for epoch, valid := range []float64{0.6, 0.4, 0.5} {
		p.batchEnd(epoch, 4, map[string]float64{"loss": 0.5})
		p.epochEnd(epoch, map[string]float64{"loss": 0.5 / float64(epoch+1), "val_loss": valid, "learning_rate": 0.01 / float64(epoch+1)})
	}
	series := map[string]series{}
	for _, s := range p.chart().option.Series {
		series[s.ID] = s
	}
	if got := fmt.Sprint(series["best epoch"].Data); got != "[{2 0.4}]" {
		t.Errorf("the best epoch is marked at %s", got)
	}
	if rate := series["learning_rate"]; len(rate.Data.([]point)) != 3 || rate.XAxisIndex != 1 {
		t.Errorf("the learning rate is %v, want 3 points in the second plot", rate)
	}
	from, height := series["loss gap from"], series["loss gap"]
	if fmt.Sprint(from.Data) != "[{1 0.5} {2 0.25} {3 0.16666666666666666}]" || height.AreaStyle == nil || from.Stack != height.Stack {
		t.Errorf("the gap stands on %v of %q, is %v of %q", from.Data, from.Stack, height.Data, height.Stack)
	}
	if got := fmt.Sprintf("%.2f", height.Data.([]point)[2].y); got != "0.33" {
		t.Errorf("the last gap is %s, want 0.33", got)
	}
}

func TestBetween(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		a, b []point
		want string
	}{
		{"both", []point{{1, 1}, {2, 3}}, []point{{1, 2}, {2, 1}}, "[{1 1} {2 1}] [{1 1} {2 2}]"},
		{"a gap in one", []point{{1, 1}, {2, nan}, {3, 3}}, []point{{1, 2}, {2, 1}, {3, 3}}, "[{1 1} {3 3}] [{1 1} {3 0}]"},
		{"only one epoch", []point{{1, 1}}, []point{{1, 2}}, ""},
		{"no validation", []point{{1, 1}, {2, 3}}, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got string
			if curves := between("loss", c.a, c.b); curves != nil {
				got = fmt.Sprint(curves[0].points, curves[1].points)
			}
			if got != c.want {
				t.Errorf("shaded %s, want %s", got, c.want)
			}
		})
	}
}

func TestEveryKeepsFirstAndLast(t *testing.T) {
	for n := 2; n < 400; n++ {
		points := make([]point, n)
		for i := range points {
			points[i].x = float64(i)
		}
		kept := every(points, 80)
		if len(kept) > 80 || kept[0].x != 0 || kept[len(kept)-1].x != float64(n-1) {
			t.Fatalf("of %d points %d are kept, from %v to %v", n, len(kept), kept[0], kept[len(kept)-1])
		}
	}
}

package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// progress is what is known of a training that runs.
type progress struct {
	first, last int // how many epochs there were before, and will be at the end
	steps       int // batches in an epoch, 0 if unknown
	at, batch   int // what was trained last, both counted from 1
	done        int // whole epochs
	ended       bool
	eta         eta

	epochs  run                // values of whole epochs
	running map[string]*track  // values inside of epochs
	latest  map[string]float64 // of either
}

func newProgress(params map[string]int) *progress {
	p := &progress{
		first: params["initial_epoch"], last: params["epochs"], steps: params["steps"],
		epochs:  run{points: map[string][]point{}},
		running: map[string]*track{}, latest: map[string]float64{},
	}
	p.last = max(p.last, p.first+1)
	return p
}

func (p *progress) batchEnd(epoch, batch int, logs map[string]float64) {
	p.reach(epoch+1, batch+1)
	x := float64(epoch) + float64(batch+1)/float64(max(p.steps, batch+1))
	for name, v := range logs {
		p.note(name, v)
		if p.running[name] == nil {
			p.running[name] = &track{}
		}
		p.running[name].add(point{x, v})
	}
}

func (p *progress) epochEnd(epoch int, logs map[string]float64) {
	p.reach(epoch+1, 0)
	p.done++
	for name, v := range logs {
		p.note(name, v)
		p.epochs.points[name] = append(p.epochs.points[name], point{float64(epoch + 1), v})
	}
}

// see tells what time it is.
func (p *progress) see(now time.Time) {
	done := float64(p.done)
	if p.steps > 0 {
		done += float64(p.batch) / float64(p.steps)
	}
	p.eta.see(now, done/float64(p.last-p.first))
}

// reach makes epoch the current one, also when nobody announced that many.
func (p *progress) reach(epoch, batch int) {
	p.at, p.batch = epoch, batch
	p.last = max(p.last, epoch)
}

// note keeps the newest value, and the names in an order that never changes.
func (p *progress) note(name string, v float64) {
	p.latest[name] = v
	if i, known := slices.BinarySearch(p.epochs.names, name); !known {
		p.epochs.names = slices.Insert(p.epochs.names, i, name)
	}
}

// chart draws the training as it is now.
func (p *progress) chart() *Chart {
	title, values := p.title(), p.values()
	text := title
	if values != "" {
		text += ": " + values
	}
	c := figure(title, values, text, p.panels(), span{first: float64(p.first), last: float64(p.last), decimals: 2})
	c.option.Animation = opts.Bool(false) // it would lag behind
	return c
}

// title says how far the training is.
func (p *progress) title() string {
	switch {
	case p.ended && p.done == p.last-p.first:
		return "Trained " + plural(p.done, "epoch")
	case p.ended:
		return fmt.Sprintf("Training ended after %d of %s", p.done, plural(p.last-p.first, "epoch"))
	case p.at == 0:
		return fmt.Sprintf("Epoch %d of %d · starting", p.first+1, p.last)
	case p.batch == 0:
		return fmt.Sprintf("Epoch %d of %d · done", p.at, p.last)
	case p.steps == 0:
		return fmt.Sprintf("Epoch %d of %d · step %d", p.at, p.last, p.batch)
	}
	return fmt.Sprintf("Epoch %d of %d · step %d of %d", p.at, p.last, p.batch, p.steps) + p.eta.String()
}

// values states the newest value of each curve, losses first.
func (p *progress) values() string {
	var parts []string
	for _, quantity := range quantities([]run{p.epochs}) {
		for _, name := range []string{quantity, "val_" + quantity} {
			if v, ok := p.latest[name]; ok {
				parts = append(parts, name+" "+short(v))
			}
		}
	}
	text := strings.Join(parts, " · ")
	if loss, ok := p.latest["loss"]; ok && math.IsNaN(loss) {
		text += ": try a smaller learning rate and check the data"
	}
	return text
}

// settled leaves out how the first epoch began once that is over: its first values
// lie so far from all others that the scale would show nothing else.
func (p *progress) settled(points []point) []point {
	start := slices.IndexFunc(points, func(q point) bool { return q.x >= float64(p.first)+0.2 })
	if p.done == 0 || start < 0 {
		return points
	}
	return points[start:]
}

// panels puts the running values behind the curves of the epochs.
func (p *progress) panels() []panel {
	panels := runPanels([]run{p.epochs})
	if panels == nil {
		return []panel{{title: "loss"}} // to be seen from the first moment
	}
	for i, quantity := range quantities([]run{p.epochs}) {
		if t := p.running[quantity]; t != nil {
			panels[i].curves = append([]curve{{
				name: quantity + " in the epoch", points: p.settled(t.points()), color: runningColor, style: running,
			}}, panels[i].curves...)
		}
	}
	return panels
}

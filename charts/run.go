package charts

import (
	"fmt"
	"strings"
)

// run is one history, read once, with epochs counted from 1.
type run struct {
	name   string // may be empty when there is only one
	names  []string
	points map[string][]point // by name, at least one point each
}

// newRuns reads the histories and leaves out the empty ones.
func newRuns(histories []Curves) []run {
	var runs []run
	for _, h := range histories {
		if h == nil {
			continue
		}
		r := newRun(h)
		if r.name == "" && len(histories) > 1 {
			r.name = fmt.Sprintf("run %d", len(runs)+1)
		}
		if len(r.names) > 0 {
			runs = append(runs, r)
		}
	}
	return tellApart(runs)
}

// tellApart numbers runs that are called the same: "mlp", "mlp (2)".
func tellApart(runs []run) []run {
	seen := map[string]bool{}
	for i, r := range runs {
		for n := 2; seen[runs[i].name]; n++ {
			runs[i].name = fmt.Sprintf("%s (%d)", r.name, n)
		}
		seen[runs[i].name] = true
	}
	return runs
}

func newRun(h Curves) run {
	r := run{points: map[string][]point{}}
	if named, ok := h.(interface{ Name() string }); ok {
		r.name = named.Name()
	}
	for _, name := range h.Names() {
		epochs, values := h.Curve(name)
		n := min(len(epochs), len(values))
		if n == 0 || r.points[name] != nil {
			continue
		}
		for i := range n {
			r.points[name] = append(r.points[name], point{float64(epochs[i] + 1), values[i]})
		}
		r.names = append(r.names, name)
	}
	return r
}

// curves returns what the run draws in the panel of one quantity.
func (r run) curves(quantity string, colors [2]string) []curve {
	var all []curve
	for i, name := range []string{quantity, "val_" + quantity} {
		if points := r.points[name]; points != nil {
			all = append(all, curve{
				name: r.label(name), points: thin(points, pointsPerCurve),
				color: colors[i], style: style(i),
			})
		}
		if at, ok := r.best(); ok && name == r.judge() {
			all = append(all, curve{name: r.label("best epoch"), points: []point{at}, color: colors[i], style: best})
		}
	}
	return all
}

func (r run) label(name string) string { return strings.TrimSpace(r.name + " " + name) }

// judge is the curve that decides which epoch was best.
func (r run) judge() string {
	if r.points["val_loss"] != nil {
		return "val_loss"
	}
	return "loss"
}

// best returns the lowest point of the judging curve, the first of equal ones.
func (r run) best() (at point, ok bool) {
	for _, p := range r.points[r.judge()] {
		if finite(p.y) && (!ok || p.y < at.y) {
			at, ok = p, true
		}
	}
	return at, ok
}

// trouble tells of the first value that is not finite, if there is one.
func (r run) trouble() string {
	for _, name := range r.names {
		for _, p := range r.points[name] {
			if !finite(p.y) {
				return fmt.Sprintf("%s is %s at epoch %v: try a smaller learning rate and check the data", name, short(p.y), p.x)
			}
		}
	}
	return ""
}

// describe states the run's numbers: "10 epochs: loss 0.31 → 0.01; best loss …".
func (r run) describe() string {
	epochs := map[float64]bool{}
	changes := make([]string, len(r.names))
	for i, name := range r.names {
		points := r.points[name]
		for _, p := range points {
			epochs[p.x] = true
		}
		changes[i] = name + " " + change(points)
	}
	text := plural(len(epochs), "epoch") + ": " + strings.Join(changes, ", ")
	if at, ok := r.best(); ok {
		text += fmt.Sprintf("; best %s %s at epoch %v", r.judge(), short(at.y), at.x)
	}
	if trouble := r.trouble(); trouble != "" {
		text += "; " + trouble
	}
	return text
}

// change writes the first and the last value, or the only one.
func change(points []point) string {
	first, last := short(points[0].y), short(points[len(points)-1].y)
	if len(points) == 1 {
		return last
	}
	return first + " → " + last
}

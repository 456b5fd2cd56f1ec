package charts

import (
	"fmt"
	"math"
	"strings"
)

// Curves is the record of a training, such as nnlib's History.
type Curves interface {
	// Names returns the names of the curves in the order to draw them: "loss",
	// "accuracy", "val_loss", "learning_rate". A name with "val_" in front is drawn
	// together with the one without it.
	Names() []string

	// Curve returns the values of one curve and the epochs, from 0, they belong to.
	Curve(name string) (epochs []int, values []float64)
}

// pointsPerCurve bounds what a chart adds to a notebook's file.
const pointsPerCurve = 200

// LearningCurves returns a chart of how loss and metrics developed over the epochs,
// each quantity in a plot of its own, training and validation together, the gap between
// them shaded when there is one history. A ring marks
// the epoch with the lowest validation loss, or the lowest loss without validation.
//
// Several histories are drawn over each other to be compared, the seventh to the twelfth
// with hollow points, as colours come again; a history with a method Name() string is
// called by that name, the others "run 1", "run 2" and so on; of the same name the second
// is called "mlp (2)".
//
// Epochs count from 1 in the chart. A value that is not finite is a gap in its curve,
// and the subtitle tells where the first one is. A long curve is drawn with 200 of its
// points, among them its lowest and highest.
func LearningCurves(histories ...Curves) *Chart {
	runs := newRuns(histories)
	if len(runs) == 0 {
		return &Chart{text: "No learning curves yet: nothing was trained. " +
			"Train first, for example history := model.Fit(train), then draw charts.LearningCurves(history)."}
	}
	title := "Learning curves"
	if len(runs) == 1 && runs[0].name != "" {
		title += " of " + runs[0].name
	}
	return figure(title, subtitle(runs), describe(runs), runPanels(runs), runSpan(runs))
}

// runPanels gives each quantity a panel with the curves of all runs.
func runPanels(runs []run) []panel {
	var panels []panel
	for _, quantity := range quantities(runs) {
		p := panel{title: strings.ReplaceAll(quantity, "_", " ")}
		for i, r := range runs {
			curves := r.curves(quantity, runColors(i, len(runs)))
			if len(runs) == 1 {
				curves = append(curves, between(quantity, r.points[quantity], r.points["val_"+quantity])...)
			} else {
				compare(curves, r.label(r.judge()), i/len(palette)%2 == 1)
			}
			p.curves = append(p.curves, curves...)
		}
		panels = append(panels, p)
	}
	return panels
}

// compare makes one run's curves part of a comparison: the legend names the ring with
// the curve that it is on, and hollow points tell runs of the same colour apart.
func compare(curves []curve, judge string, hollow bool) {
	for i := range curves {
		if curves[i].style == best {
			curves[i].with = judge
		} else {
			curves[i].hollow = hollow
		}
	}
}

// runColors returns the colours of a run: training and validation differ in colour
// when there is one run, and by their dashes alone when colour tells runs apart.
func runColors(i, runs int) (colors [2]string) {
	if runs == 1 {
		return [2]string{trainingColor, validationColor}
	}
	c := palette[i%len(palette)]
	return [2]string{c, c}
}

// quantities returns the names without "val_": losses, then metrics in their order,
// and the learning rate, which explains the others, last.
func quantities(runs []run) []string {
	var losses, metrics, rates []string
	seen := map[string]bool{}
	for _, r := range runs {
		for _, name := range r.names {
			quantity := strings.TrimPrefix(name, "val_")
			if seen[quantity] {
				continue
			}
			seen[quantity] = true
			switch {
			case quantity == "loss":
				losses = append([]string{quantity}, losses...)
			case strings.HasSuffix(quantity, "_loss"):
				losses = append(losses, quantity)
			case quantity == "learning_rate":
				rates = append(rates, quantity)
			default:
				metrics = append(metrics, quantity)
			}
		}
	}
	return append(append(losses, metrics...), rates...)
}

// runSpan returns the epochs from the first to the last of all runs, never a stretch
// of no width.
func runSpan(runs []run) span {
	s := span{first: math.Inf(1), last: math.Inf(-1)}
	for _, r := range runs {
		for _, points := range r.points {
			s.first = min(s.first, points[0].x)
			s.last = max(s.last, points[len(points)-1].x)
		}
	}
	if s.first == s.last {
		s.first, s.last, s.alone = s.first-1, s.last+1, true
	}
	return s
}

// subtitle says what to look for: what went wrong, and the best epoch of each run, or of
// the best one where there is no room for all.
func subtitle(runs []run) string {
	var troubles, bests []string
	lowest, lead := math.Inf(1), 0
	for _, r := range runs {
		of := ""
		if len(runs) > 1 {
			of = r.name + ": "
		}
		if trouble := r.trouble(); trouble != "" {
			troubles = append(troubles, of+trouble)
		} else if at, ok := r.best(); ok {
			if at.y < lowest {
				lowest, lead = at.y, len(bests)
			}
			bests = append(bests, of+fmt.Sprintf("best %s %s at epoch %v", r.judge(), short(at.y), at.x))
		}
	}
	text := strings.Join(append(troubles, bests...), " · ")
	if textWidth(text, subtitleChar) > figureWidth-2*edge && len(bests) > 1 {
		text = strings.Join(append(troubles, bests[lead]), " · ")
	}
	return text
}

// describe states the numbers of all runs in words.
func describe(runs []run) string {
	if len(runs) == 1 {
		of := ""
		if runs[0].name != "" {
			of = " of " + runs[0].name
		}
		return "Learning curves" + of + " over " + runs[0].describe() + "."
	}
	parts := make([]string, len(runs))
	for i, r := range runs {
		parts[i] = r.name + ": " + r.describe()
	}
	return fmt.Sprintf("Learning curves of %s. %s.", plural(len(runs), "run"), strings.Join(parts, ". "))
}

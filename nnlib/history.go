package nnlib

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// History is how a training went: the values of the loss and of each metric
// after each epoch. charts.LearningCurves draws it.
type History struct {
	model  string
	curves []spec.Curve
}

func newHistory(model string, result any) *History {
	trained, _ := result.(wire.Trained)
	return &History{model, trained.Curves}
}

// Name returns the name of the model that was trained.
func (h *History) Name() string { return h.model }

// Names returns what was measured: "loss" and the metrics, and the same with
// "val_" in front where there was validation.
func (h *History) Names() []string {
	names := make([]string, len(h.curves))
	for i, curve := range h.curves {
		names[i] = curve.Name
	}
	return names
}

// Curve returns the epochs, from 0, in which a metric was measured, and its
// values. Both are empty for a name that is not in Names.
func (h *History) Curve(name string) (epochs []int, values []float64) {
	for _, curve := range h.curves {
		if curve.Name == name {
			return slices.Clone(curve.Epochs), slices.Clone(curve.Values)
		}
	}
	return nil, nil
}

// String writes the history as a table, a line an epoch, counted from 1 as in
// Fit's progress. Of more than 20 epochs it leaves out those in the middle.
func (h *History) String() string {
	epochs := h.epochs()
	if len(epochs) == 0 {
		return "no epochs trained"
	}
	var text strings.Builder
	table := tabwriter.NewWriter(&text, 0, 0, 3, ' ', 0)
	fmt.Fprintf(table, "epoch\t%s", strings.Join(h.Names(), "\t"))
	for i, epoch := range epochs {
		if omitted := len(epochs) - 20; omitted > 0 && i >= 10 && i < 10+omitted {
			if i == 10 {
				fmt.Fprintf(table, "\n…")
			}
			continue
		}
		fmt.Fprintf(table, "\n%d", epoch+1)
		for _, curve := range h.curves {
			fmt.Fprint(table, "\t", at(curve, epoch))
		}
	}
	table.Flush()
	return text.String()
}

// epochs lists all epochs in which something was measured.
func (h *History) epochs() []int {
	var epochs []int
	for _, curve := range h.curves {
		epochs = append(epochs, curve.Epochs...)
	}
	slices.Sort(epochs)
	return slices.Compact(epochs)
}

func at(curve spec.Curve, epoch int) string {
	if i := slices.Index(curve.Epochs, epoch); i >= 0 {
		return number(curve.Values[i])
	}
	return "-"
}

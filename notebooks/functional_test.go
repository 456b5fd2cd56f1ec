package notebooks

import (
	"strings"
	"testing"
)

// functionalCharts counts the functional notebook's charts: live and learning curves.
const functionalCharts = 2

// The notebook runs from first to last in a fresh kernel.
func TestFunctionalHeadless(t *testing.T) {
	checkFunctional(t, runHeadless(t, "03_functional.ipynb"))
}

func TestFunctionalSavedOutputs(t *testing.T) {
	checkFunctional(t, readNotebook(t, "03_functional.ipynb"))
}

// checkFunctional checks the outputs that the notebook's text speaks of.
func checkFunctional(t *testing.T, book *notebook) {
	t.Helper()
	checkRan(t, book)
	checkCharts(t, book.charts(), functionalCharts)
	printed := book.texts()
	for _, want := range []string{
		"wide: [MedInc", "deep: [AveRooms", "wide[0][0],", "dense_1[0][0]", "concatenate[0][0]", "Total params: 1,176", "Epoch 20/20",
		"out_loss", "aux_loss", "out_mean_absolute_error", "neurons are silent",
	} {
		if !strings.Contains(printed, want) {
			t.Errorf("the notebook's text names %q, its cells do not print it", want)
		}
	}
	// The text says "about 57,000 dollars".
	if off := numberIn(t, printed, `test MSE [0-9.]+, RMSE ([0-9]+) dollars`); off < 54_000 || off > 60_000 {
		t.Errorf("off by %v dollars, want 54,000 to 60,000", off)
	}
	// The text says that aux is worse than out.
	const result = `(?m)^loss: [0-9.]+ - out_loss: ([0-9.]+) - aux_loss: ([0-9.]+)`
	out := numberIn(t, printed, result)
	aux := numberIn(t, printed, strings.Replace(result, "([0-9.]+) - aux", "[0-9.]+ - aux", 1))
	if !(out < aux) {
		t.Errorf("the main output's loss is %v, the other's %v", out, aux)
	}
}

package notebooks

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// californiaCharts counts the California notebook's charts: live, learning curves,
// predicted against actual.
const californiaCharts = 3

func TestCaliforniaHeadless(t *testing.T) {
	checkCalifornia(t, runHeadless(t, "02_california.ipynb"))
}

func TestCaliforniaSavedOutputs(t *testing.T) {
	checkCalifornia(t, readNotebook(t, "02_california.ipynb"))
}

func checkCalifornia(t *testing.T, book *notebook) {
	t.Helper()
	checkRan(t, book)
	checkCharts(t, book.charts(), californiaCharts)
	printed := book.texts()
	for _, want := range []string{
		"8.33  10,000 dollars", "4.526  100,000 dollars", "141.91", "1243.33", "965 of 20640", "train: 11610 valid: 3870 test: 5160",
		"Total params: 301", "270", "363/363", "Epoch 20/20", "always answering 2.08: RMSE 115047 dollars",
	} {
		if !strings.Contains(printed, want) {
			t.Errorf("the notebook's text names %q, its cells do not print it", want)
		}
	}
	// The text says "about 58,000 dollars", and that a strange row makes the curve jump.
	if off := numberIn(t, printed, `test MSE [0-9.]+, RMSE ([0-9]+) dollars`); off < 55_000 || off > 61_000 {
		t.Errorf("off by %v dollars, want 55,000 to 61,000", off)
	}
	if people := numberIn(t, printed, `row [0-9]+: ([0-9]+) people a household`); people < 500 {
		t.Errorf("the worst row has %v people a household, want one of the strange rows", people)
	}
}

// numberIn returns what the group of a pattern matches.
func numberIn(t *testing.T, text, pattern string) float64 {
	t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("nothing printed like %s", pattern)
	}
	value, err := strconv.ParseFloat(found[1], 64)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

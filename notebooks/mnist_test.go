package notebooks

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// mnistCharts counts the MNIST notebook's charts: digits, live, learning
// curves, the history again, predictions.
const mnistCharts = 5

func TestMNISTHeadless(t *testing.T) {
	checkMNIST(t, runHeadless(t, "01_mnist.ipynb"))
}

// The committed notebook carries the outputs of a run, so that it reads well
// where nothing can run.
func TestMNISTSavedOutputs(t *testing.T) {
	checkMNIST(t, readNotebook(t, "01_mnist.ipynb"))
}

func checkMNIST(t *testing.T, book *notebook) {
	t.Helper()
	checkRan(t, book)
	checkCharts(t, book.charts(), mnistCharts)
	printed := book.texts()
	for _, want := range []string{"Total params: 266,610", "235,500", "30,100", "1,010", "1719/1719", "Epoch 10/10"} {
		if !strings.Contains(printed, want) {
			t.Errorf("the notebook's text names %q, its cells do not print it", want)
		}
	}
	accuracy := regexp.MustCompile(`(?m)^loss: [0-9.e-]+ - accuracy: ([0-9.]+)`).FindStringSubmatch(printed)
	if accuracy == nil {
		t.Fatal("no test accuracy printed")
	}
	// The text says "about 98 of 100".
	if value, _ := strconv.ParseFloat(accuracy[1], 64); value < 0.975 || value >= 0.985 {
		t.Errorf("test accuracy %v, want 0.975 to 0.985", value)
	}
}

// checkRan wants each code cell to have run without an error.
func checkRan(t *testing.T, book *notebook) {
	t.Helper()
	for i, c := range book.Cells {
		if c.Type == "code" && c.Count == nil {
			t.Errorf("cell %d did not run", i+1)
		}
		for _, o := range c.Outputs {
			if o.Type == "error" {
				t.Errorf("cell %d: %s", i+1, o.ErrorName)
			}
		}
	}
}

func checkCharts(t *testing.T, charts []output, want int) {
	t.Helper()
	if len(charts) != want {
		t.Errorf("%d charts, want %d", len(charts), want)
	}
	for i, chart := range charts {
		if len(chart.Data["text/plain"]) < 20 {
			t.Errorf("chart %d has no text", i+1)
		}
		picture := chart.Data["image/svg+xml"]
		if strings.Contains(string(picture), "<image") {
			t.Errorf("chart %d: GitHub drops the images in its picture", i+1)
		}
		if len(picture)+len(chart.Data["image/png"]) < 500 {
			t.Errorf("chart %d has no picture", i+1)
		}
		for mime, data := range chart.Data {
			if strings.Contains(strings.ToLower(string(data)), "<script") {
				t.Errorf("chart %d: a script in %s", i+1, mime)
			}
		}
	}
}

package charts_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"nnbook/charts"
)

// pairs are rows of what is actual and what was predicted.
type pairs [][2]float64

func (p pairs) Len() int                                { return len(p) }
func (p pairs) Row(i int) (features, targets []float32) { return nil, []float32{float32(p[i][0])} }
func (p pairs) Dims() (rows, columns int)               { return len(p), 1 }
func (p pairs) At(row, _ int) float64                   { return p[row][1] }

// drawnPoints counts the points of each series by name.
func drawnPoints(t *testing.T, c *charts.Chart) map[string]int {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var option struct {
		Series []struct {
			Name string
			Data [][2]*float64
		}
	}
	if err := json.Unmarshal(text, &option); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, s := range option.Series {
		counts[s.Name] = len(s.Data)
		for _, p := range s.Data {
			if p[0] == nil || p[1] == nil {
				t.Errorf("%s: a point without a place", s.Name)
			}
		}
	}
	return counts
}

func TestPredictedVsActual(t *testing.T) {
	nan := math.NaN()
	cases := []struct {
		name   string
		pairs  pairs
		says   string
		points int
	}{
		{"exact", pairs{{1, 1}, {2, 2}}, "error 0, mean absolute error 0, R² 1.", 2},
		{"by the mean", pairs{{1, 2}, {3, 2}}, "error 1, mean absolute error 1, R² 0.", 2},
		{"one row", pairs{{1, 2}}, "1 row: root mean squared error 1, mean absolute error 1", 1},
		{"NaN predicted", pairs{{1, nan}, {3, 2}, {1, 2}}, "1 row without numbers", 2},
		{"NaN actual", pairs{{nan, 1}, {3, 2}}, "1 row without numbers", 1},
		{"infinite", pairs{{1, math.Inf(1)}, {3, 2}}, "1 row without numbers", 1},
		{"far off", pairs{{0, 9}, {2, -30}, {1, 1}}, "2 predictions outside of the picture, the furthest -30", 3},
		{"large numbers", pairs{{1e9, 1.1e9}, {2e9, 2.2e9}}, "error 158,000,000", 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			chart := charts.PredictedVsActual(c.pairs, c.pairs)
			if !strings.Contains(chart.String(), c.says) {
				t.Errorf("says %q, want %q", chart, c.says)
			}
			if got := drawnPoints(t, chart)["rows"]; got != c.points {
				t.Errorf("%d points, want %d", got, c.points)
			}
		})
	}
}

// Many rows are sampled; the numbers stay those of all rows.
func TestPredictedVsActualOfManyRows(t *testing.T) {
	many := make(pairs, 20_640)
	for i := range many {
		many[i] = [2]float64{min(5, float64(i%110)/20), 0}
	}
	many[1][1] = 1e6
	chart := charts.PredictedVsActual(many, many)
	counts := drawnPoints(t, chart)
	if counts["rows"]+counts["rows at the cap"] != 600 || counts["rows at the cap"] < 50 {
		t.Errorf("drew %v", counts)
	}
	for _, want := range []string{"20640 rows", "600 of the rows are drawn", "share the largest actual value, 5", "furthest 1,000,000"} {
		if !strings.Contains(chart.String(), want) {
			t.Errorf("says %q, want %q", chart, want)
		}
	}
}

func TestPredictedVsActualOfNothing(t *testing.T) {
	nan := pairs{{1, math.NaN()}}
	if text := charts.PredictedVsActual(nan, nan).String(); !strings.Contains(text, "Nothing to compare") {
		t.Errorf("says %q", text)
	}
}

func TestPredictedVsActualRefusesOtherRows(t *testing.T) {
	defer func() {
		if said := fmt.Sprint(recover()); !strings.Contains(said, "2 rows") || !strings.Contains(said, "model.Predict(test), test") {
			t.Errorf("said %q", said)
		}
	}()
	charts.PredictedVsActual(pairs{{1, 1}}, pairs{{1, 1}, {2, 2}})
}

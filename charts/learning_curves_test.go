package charts_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"nnbook/charts"
)

// option is what these tests read of an option.
type option struct {
	Title  []struct{ Text, Subtext string }
	XAxis  []struct{ Min, Max float64 }
	Series []struct {
		ID, Name, Type string
		Symbol         string
		LineStyle      struct {
			Type, Color string
			Opacity     *float64
		}
		XAxisIndex int
		Data       [][2]*float64
	}
}

func optionOf(t *testing.T, c *charts.Chart) (o option) {
	t.Helper()
	text, err := json.Marshal(c)
	if err == nil {
		err = json.Unmarshal(text, &o)
	}
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestLearningCurvesDrawTheData(t *testing.T) {
	o := optionOf(t, charts.LearningCurves(mlp))
	drawn := map[string]bool{}
	for _, s := range o.Series {
		drawn[s.Name] = true
		if strings.Contains(s.ID, " gap") {
			if o := s.LineStyle.Opacity; o == nil || *o != 0 {
				t.Errorf("%s has a line, which hides the dashes of the curves below it", s.ID)
			}
			continue
		}
		if s.Name == "best epoch" {
			continue
		}
		if validation := strings.HasPrefix(s.Name, "val_"); validation != (s.LineStyle.Type == "dashed") {
			t.Errorf("%s has line type %q; dashes are for validation", s.Name, s.LineStyle.Type)
		}
		if loss := strings.HasSuffix(s.Name, "loss"); loss != (s.XAxisIndex == 0) {
			t.Errorf("%s is in panel %d", s.Name, s.XAxisIndex)
		}
		for i, p := range s.Data {
			if *p[0] != float64(i+1) || *p[1] != mlp.values[s.Name][i] {
				t.Errorf("%s: point %d is (%v, %v), want epoch %d, %v", s.Name, i, *p[0], *p[1], i+1, mlp.values[s.Name][i])
			}
		}
	}
	for _, name := range append(mlp.names, "best epoch") {
		if !drawn[name] {
			t.Errorf("%s is not drawn", name)
		}
	}
	if o.XAxis[0].Min != 1 || o.XAxis[0].Max != 10 {
		t.Errorf("the axis goes from %v to %v, want 1 to 10", o.XAxis[0].Min, o.XAxis[0].Max)
	}
}

// No two curves of a panel look the same, up to 12 runs.
func TestRunsAreToldApart(t *testing.T) {
	var runs []charts.Curves
	for range 12 {
		runs = append(runs, mlp)
	}
	looks := map[string]string{}
	for _, s := range optionOf(t, charts.LearningCurves(runs...)).Series {
		if s.Type == "scatter" {
			if !strings.HasSuffix(s.Name, " val_loss") {
				t.Errorf("the ring %s is named with %s", s.ID, s.Name)
			}
			continue
		}
		look := fmt.Sprint(s.XAxisIndex, s.LineStyle.Color, s.LineStyle.Type, s.Symbol)
		if other := looks[look]; other != "" {
			t.Errorf("%s looks like %s: %s", s.Name, other, look)
		}
		looks[look] = s.Name
	}
	if want := 12 * len(mlp.names); len(looks) != want {
		t.Errorf("there are %d curves, want %d", len(looks), want)
	}
}

func TestLearningCurvesDrawALongTrainingWithFewPoints(t *testing.T) {
	long := history{names: []string{"loss"}, values: map[string][]float64{}}
	for i := range 5000 {
		long.values["loss"] = append(long.values["loss"], 2+math.Sin(float64(i)))
	}
	long.values["loss"][3210] = 0.001
	o := optionOf(t, charts.LearningCurves(long))
	if n := len(o.Series[0].Data); n > 200 {
		t.Errorf("%d points, want at most 200", n)
	}
	if want := "best loss 0.001 at epoch 3211"; o.Title[0].Subtext != want {
		t.Errorf("subtitle %q, want %q", o.Title[0].Subtext, want)
	}
}

func TestLearningCurvesLeaveGaps(t *testing.T) {
	o := optionOf(t, charts.LearningCurves(history{
		names:  []string{"loss"},
		values: map[string][]float64{"loss": {1, math.NaN(), math.Inf(1), 0.5}},
	}))
	for i, gap := range []bool{false, true, true, false} {
		if (o.Series[0].Data[i][1] == nil) != gap {
			t.Errorf("point %d: gap is %v, want %v", i, !gap, gap)
		}
	}
}

// ragged breaks the rules: values without epochs, a name twice, one without values.
type ragged struct{}

func (ragged) Names() []string { return []string{"loss", "loss", "nothing", "mae"} }

func (ragged) Curve(name string) ([]int, []float64) {
	switch name {
	case "loss":
		return []int{0, 1, 2}, []float64{3, 2}
	case "mae":
		return []int{7}, []float64{1, 1, 1}
	}
	return nil, nil
}

func TestLearningCurvesOfAStrangeHistory(t *testing.T) {
	for _, c := range []struct {
		histories []charts.Curves
		want      string
	}{
		{[]charts.Curves{ragged{}}, "Learning curves over 3 epochs: loss 3 → 2, mae 1; best loss 2 at epoch 2."},
		{[]charts.Curves{nil}, "No learning curves yet"},
		{[]charts.Curves{history{}, nil, ragged{}}, "Learning curves of run 1 over 3 epochs"},
		{[]charts.Curves{ragged{}, ragged{}}, "Learning curves of 2 runs. run 1: 3 epochs"},
	} {
		chart := charts.LearningCurves(c.histories...)
		if !strings.HasPrefix(chart.String(), c.want) {
			t.Errorf("got %q, want %q", chart, c.want)
		}
		if _, err := json.Marshal(chart); err != nil {
			t.Error(err)
		}
	}
}

func TestLearningCurvesOfManyMetricsKeepTheirOrder(t *testing.T) {
	many := history{values: map[string][]float64{}}
	for _, name := range []string{"learning_rate", "b", "a", "val_b", "out_loss", "loss"} {
		many.names = append(many.names, name)
		many.values[name] = []float64{1, 2}
	}
	o := optionOf(t, charts.LearningCurves(many))
	var titles []string
	for _, title := range o.Title[1:] {
		titles = append(titles, title.Text)
	}
	if got, want := fmt.Sprint(titles), "[loss out loss b a learning rate]"; got != want {
		t.Errorf("panels %v, want %v", got, want)
	}
}

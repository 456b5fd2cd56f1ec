package charts_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nnbook/charts"
	"nnbook/charts/internal/echartstest"
)

// clothes are the classes of Fashion-MNIST.
var clothes = []string{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"}

// TestEveryClassIsNamed looks for each class at both axes of a confusion matrix, and at
// that of the class balance.
func TestEveryClassIsNamed(t *testing.T) {
	draw := echartstest.Drawer(t)
	for name, c := range map[string]struct {
		chart *charts.Chart
		times int
	}{
		"confusion": {charts.ConfusionMatrix(classifier(100), scribbles(100), charts.ClassNames(clothes...)), 2},
		"balance":   {charts.ClassBalance(scribbles(100), charts.ClassNames(clothes...)), 1},
	} {
		t.Run(name, func(t *testing.T) {
			svg := drawnAs(t, draw, c.chart.Display)
			for _, class := range clothes {
				if n := strings.Count(svg, ">"+class+"<"); n != c.times {
					t.Errorf("%s is named %d times, want %d", class, n, c.times)
				}
			}
		})
	}
}

// TestSameNamesAreToldApart trains under one name twice, which ECharts would refuse.
func TestSameNamesAreToldApart(t *testing.T) {
	named := mlp
	named.name = "mlp"
	c := charts.LearningCurves(named, named, named)
	var ids []string
	for _, s := range optionOf(t, c).Series {
		if slices.Contains(ids, s.ID) {
			t.Errorf("two series are %q", s.ID)
		}
		ids = append(ids, s.ID)
	}
	for _, want := range []string{"mlp: 10 epochs", "mlp (2): 10 epochs", "mlp (3): 10 epochs"} {
		if !strings.Contains(c.String(), want) {
			t.Errorf("says %q, want %q", c, want)
		}
	}
}

// TestHeadingsFit gives charts more words than they have room for.
func TestHeadingsFit(t *testing.T) {
	long := strings.Repeat("a long name ", 12)
	var many []charts.Curves
	for range 12 {
		many = append(many, mlp)
	}
	for name, c := range map[string]struct {
		chart       *charts.Chart
		title, sub  string
		titleLimit  int
		subtitleMax int
	}{
		"picture":  {charts.Digits(scribbles(1), charts.Title(long)), "a long name a long", "", 82, 0},
		"balance":  {charts.ClassBalance(labels{0, 0, 1}, charts.ClassNames(long, "b")), "Class balance", "3 rows · fewest of b: 1", 82, 107},
		"12 runs":  {charts.LearningCurves(many...), "Learning curves", "run 1: best val_loss 0.0713 at epoch 6", 82, 38},
		"mistakes": {charts.WorstMistakes(scribbles(2), table{{0, 1}, {1, 0}}, 1), "The worst 1 of 2 mistakes in 2 pictures", "what it was taken for", 82, 107},
	} {
		t.Run(name, func(t *testing.T) {
			var o struct {
				Title []struct{ Text, Subtext string }
			}
			text, err := json.Marshal(c.chart)
			if err == nil {
				err = json.Unmarshal(text, &o)
			}
			if err != nil {
				t.Fatal(err)
			}
			head := o.Title[0]
			if !strings.HasPrefix(head.Text, c.title) || len([]rune(head.Text)) > c.titleLimit {
				t.Errorf("title %q, want %q and at most %d characters", head.Text, c.title, c.titleLimit)
			}
			if !strings.HasPrefix(head.Subtext, c.sub) || len([]rune(head.Subtext)) > c.subtitleMax {
				t.Errorf("subtitle %q, want %q and at most %d characters", head.Subtext, c.sub, c.subtitleMax)
			}
		})
	}
}

// TestFieldsCanBeRead asserts the contrast of the numbers on the fields of a confusion
// matrix, as WCAG 2 defines it.
func TestFieldsCanBeRead(t *testing.T) {
	var o struct {
		VisualMap []struct {
			Max     float64
			InRange struct{ Color []string }
		}
		Series []struct {
			Data []struct {
				Name  string
				Value []float64
				Label *struct{ Color string }
			}
		}
	}
	text, err := json.Marshal(charts.ConfusionMatrix(classifier(1000), scribbles(1000)))
	if err == nil {
		err = json.Unmarshal(text, &o)
	}
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range o.Series {
		colors := o.VisualMap[i].InRange.Color
		for _, field := range s.Data {
			on := luminance(t, colors[0], colors[1], field.Value[2]/o.VisualMap[i].Max) + 0.05
			white, dark := 1.05/on, on/(luminance(t, "#222222", "#222222", 0)+0.05)
			chosen := dark
			if field.Label != nil {
				chosen = white
			}
			if chosen < 3 {
				t.Errorf("%s: contrast %.1f, want 3 at least", field.Name, chosen)
			}
		}
	}
}

// luminance is that of a colour between two.
func luminance(t *testing.T, a, b string, share float64) (sum float64) {
	t.Helper()
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		var from, to int
		if _, err := fmt.Sscanf(a[1+2*i:3+2*i]+" "+b[1+2*i:3+2*i], "%x %x", &from, &to); err != nil {
			t.Fatal(err)
		}
		v := (float64(from)*(1-share) + float64(to)*share) / 255
		if v <= 0.04045 {
			sum += weight * v / 12.92
		} else {
			sum += weight * math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return sum
}

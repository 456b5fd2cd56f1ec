package charts_test

import (
	"encoding/json"
	"strings"
	"testing"

	"nnbook/charts"
)

// garments are scribbles whose classes have names.
type garments struct{ scribbles }

func (garments) ClassNames() []string { return clothes }

// TestDataNameTheirClasses draws data that know what their classes are called.
func TestDataNameTheirClasses(t *testing.T) {
	data, said := garments{20}, probabilities(20)
	for name, c := range map[string]struct {
		chart *charts.Chart
		want  string
	}{
		"digits":        {charts.Digits(data), "20 pictures: labels T-shirt/top, Trouser, Pullover"},
		"predicted":     {charts.Digits(data, charts.Predicted(said)), "picture 7 is Sneaker, predicted Pullover (91 % sure)"},
		"numbers":       {charts.Digits(scribbles(3)), "3 digits: labels 0 1 2."},
		"other names":   {charts.Digits(data, charts.ClassNames("a", "b")), "labels a, b, 2, 3"},
		"no name":       {charts.Digits(data, charts.ClassNames("a", "")), "labels a, 1, 2, 3"},
		"mistakes":      {charts.WorstMistakes(data, said, 3), "picture 7 is Sneaker, predicted Pullover"},
		"confusion":     {charts.ConfusionMatrix(said, data), "Sneaker taken for Pullover (1)"},
		"scores":        {charts.ClassScores(said, data), "lowest for Sneaker"},
		"balance":       {charts.ClassBalance(data), "2 of each"},
		"ROC":           {charts.ROC(said, data), "AUC T-shirt/top 1.0000, Trouser 1.0000"},
		"probabilities": {charts.ProbabilityBars(said, 7, charts.Beside(data)), "Pullover 91 %"},
		"only named":    {charts.ProbabilityBars(said, 0, charts.ClassNames(clothes...)), "T-shirt/top 91 %"},
	} {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(c.chart.String(), c.want) {
				t.Errorf("says %q, want %q", c.chart, c.want)
			}
		})
	}
}

// TestNamesBelowPictures wants all names within a chart no wider than a figure, also where
// they hold what ECharts would take for a template.
func TestNamesBelowPictures(t *testing.T) {
	option, err := json.Marshal(charts.Digits(garments{20}, charts.Predicted(probabilities(20)), charts.ClassNames(append([]string{"{b}|\n"}, clothes[1:]...)...)))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"(b)/ "`, `"{wrong|Pullover}\nis Sneaker"`, `"Ankle boot"`, `label Sneaker\npredicted Pullover (91 % sure): wrong`, `["Sneaker",`} {
		if !strings.Contains(string(option), want) {
			t.Errorf("no %s in the option", want)
		}
	}
	var drawn struct{ XAxis []struct{ Max int } }
	if err := json.Unmarshal(option, &drawn); err != nil {
		t.Fatal(err)
	}
	if width := drawn.XAxis[0].Max; width > 720 || width < 500 {
		t.Errorf("the pictures take %d pixels, want a figure's width", width)
	}
}

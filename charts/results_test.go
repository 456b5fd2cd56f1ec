package charts_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nnbook/charts"
)

// TestResultsInWords states by hand what small results come to.
func TestResultsInWords(t *testing.T) {
	sure := table{{0.9, 0.1}, {0.2, 0.8}, {0.6, 0.4}, {0.3, 0.7}}
	for name, c := range map[string]struct {
		chart *charts.Chart
		wants []string
	}{
		"confusion":    {charts.ConfusionMatrix(sure, labels{0, 1, 1, 1}), []string{"3 right (75 %)", "1 taken for 0 (1)"}},
		"unlabelled":   {charts.ConfusionMatrix(sure, labels{0, 1, -1, 1}), []string{"3 rows in 2 classes: 3 right (100 %)", "1 row without a label"}},
		"no labels":    {charts.ROC(sure, labels{-1, -1, -1, -1}), []string{"Nothing to compare: of 4 rows"}},
		"scores":       {charts.ClassScores(sure, labels{0, 1, 1, 1}), []string{"mean F1 0.733", "lowest for 0: 0.667 (precision 0.5, recall 1)"}},
		"never taken":  {charts.ClassScores(table{{1, 0}, {1, 0}}, labels{0, 1}), []string{"lowest for 1: 0 (precision not defined, recall 0)"}},
		"ROC":          {charts.ROC(sure, labels{0, 1, 1, 1}), []string{"AUC 1 1.0000"}},
		"ROC mixed":    {charts.ROC(sure, labels{0, 1, 1, 0}), []string{"AUC 1 0.7500"}},
		"ROC ties":     {charts.ROC(table{{0.5}, {0.5}}, labels{0, 1}), []string{"AUC 1 0.5000"}},
		"one class":    {charts.ROC(sure, labels{1, 1, 1, 1}), []string{"all rows are of one class"}},
		"AP":           {charts.PrecisionRecall(sure, labels{0, 1, 1, 0}), []string{"AP 1 0.8333"}},
		"calibration":  {charts.Calibration(sure, labels{0, 1, 1, 1}), []string{"75 % sure and 75 % right", "error 0.3"}},
		"one row":      {charts.ProbabilityBars(sure, 2), []string{"row 2: 0 60 %, 1 40 %"}},
		"no mistakes":  {charts.WorstMistakes(scribbles(3), classes3, 5), []string{"all of 3 rows are right"}},
		"residuals":    {charts.Residuals(pairs{{1, 2}, {2, 2}, {3, 2}}, pairs{{1, 2}, {2, 2}, {3, 2}}), []string{"mean 0, median 0, half of them from -0.5 to 0.5", "root mean square 0.816"}},
		"error":        {charts.ErrorByBand(pairs{{0, 1}, {6, 3}}, pairs{{0, 1}, {6, 3}}), []string{"mean absolute error 2", "least from 0 – 1 (1)", "most from 5 – 6 (3)"}},
		"all the same": {charts.ClassBalance(labels{0, 1}), []string{"2 rows in 2 classes: 1 of each."}},
		"one of all":   {charts.ClassBalance(labels{0}), []string{"1 row in 1 class: 1 of each."}},
		"millions off": {charts.Residuals(pairs{{1, 1 - 565_432}}, pairs{{1, 1 - 565_432}}), []string{"mean -565,000,"}},
		"tiny":         {charts.Residuals(pairs{{0, 1.25e-7}}, pairs{{0, 1.25e-7}}), []string{"mean 1.25e-7,"}},
		"nearly 1000":  {charts.Residuals(pairs{{0, 999.96}}, pairs{{0, 999.96}}), []string{"mean 1,000,"}},
		"balance":      {charts.ClassBalance(labels{0, 0, 2, -1}), []string{"3 rows in 3 classes: fewest of 1: 0 (0 %), most of 0: 2 (66.7 %); 1 row without a label"}},
		"numbers":      {charts.ClassBalance(labels{-1}), []string{"none of 1 row has a label", "charts.FeatureHistograms"}},
		"no rows":      {charts.FeatureHistograms(town{}), []string{"the data set is empty"}},
		"no weights":   {charts.WeightHistograms([]variable{}), []string{"No weights"}},
		"none watched": {charts.LayerUpdates(learning(0)), []string{"No layers", "nnlib.Callbacks(watch)"}},
		"no layers":    {charts.ModelGraph(network{}), []string{"No layers"}},
		"short sweep":  {charts.RateFinder(sweep(2)), []string{"at least 3"}},
		"all NaN":      {charts.Activations(units{float32(math.NaN())}, 0), []string{"none a number"}},
		"constant":     {charts.CorrelationHeatMap(town{{7, 7, 7, 7, 7, 7}, {7, 7, 7, 7, 7, 7}, {7, 7, 7, 7, 7, 7}}), []string{"No correlations", "values differ"}},
		"one column":   {charts.ScatterMatrix(town{{1, 7, 7, 7, 7, 2}, {2, 7, 7, 7, 7, 3}}, "MedInc", "HouseAge"), []string{"MedInc and HouseAge not defined"}},
		"same actual":  {charts.PredictedVsActual(pairs{{0.1, 1}, {0.1, 2}, {0.1, 3}}, pairs{{0.1, 1}, {0.1, 2}, {0.1, 3}}), []string{"mean absolute error 1.9."}},
		"one band":     {charts.ErrorByBand(pairs{{2, 3}}, pairs{{2, 3}}), []string{"all from 2 – 2.1."}},
		"NaN column":   {charts.FeatureHistograms(town{{1, float32(math.NaN())}, {2, float32(math.NaN())}}), []string{"HouseAge without numbers"}},
		"NaN outputs":  {charts.Activations(units{1, float32(math.NaN())}, 0), []string{"1 not numbers"}},
		"zero filters": {charts.Filters(variable{"kernel", []int{2, 2, 1, 1}, make([]float32, 4)}), []string{"largest weight 0, 4 of 4 weights are zero."}},
		"NaN filters":  {charts.Filters(variable{"kernel", []int{1, 1, 1, 1}, []float32{float32(math.NaN())}}), []string{"1 NaN or infinite"}},
		"NaN weights":  {charts.WeightHistograms([]variable{{"bias", []int{1}, []float32{float32(math.NaN())}}}), []string{"bias 1 no numbers"}},
		"NaN model":    {charts.PermutationImportance(newTown(6), nowhere), []string{"No importance", "loss of the training"}},
		"one house":    {charts.PermutationImportance(newTown(6)[:1], appraise), []string{"more rows"}},
		"rising loss":  {charts.RateFinder(steps{1, 2, 3, 4}), []string{"falls nowhere", "smaller learning rate"}},
		"still layers": {charts.LayerUpdates(still{}), []string{"No curves", "frozen"}},
		"NaN row":      {charts.ProbabilityBars(table{{math.NaN(), math.NaN()}}, 0), []string{"none that is a number", "loss of the training"}},
		"logits":       {charts.ProbabilityBars(table{{-3, 8}}, 0), []string{"8 for class 1", "nnlib.Softmax"}},
		"unsure":       {charts.Calibration(table{{0.5, 0.5}, {-3, 8}}, labels{0, 1}), []string{"row 1 has 8 for class 1", "nnlib.Softmax"}},
		"one place":    {charts.GeoMap(newTown(6)[:1]), []string{"1 row in 1 tile of 0.01 degrees", "° west"}},
		"far places":   {charts.GeoMap(town{{0, 0, 0, 41, -124, 1}, {0, 0, 0, 33, -124, 2}}), []string{"of 0.1 degrees", "124.0° west"}},
		"correlations": {charts.CorrelationHeatMap(newTown(500)), []string{"Correlations of 6 columns", "with the target MedInc"}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, want := range c.wants {
				if !strings.Contains(c.chart.String(), want) {
					t.Errorf("says %q, want %q", c.chart, want)
				}
			}
		})
	}
}

// classes3 takes each of three scribbles for what it is.
var classes3 = table{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}

// TestChartsNameTheFix makes mistakes, each of which must be answered by what to write.
func TestChartsNameTheFix(t *testing.T) {
	one := table{{0.5, 0.5}}
	houses := newTown(6)
	for name, c := range map[string]struct {
		mistake func()
		wants   []string
	}{
		"other rows":      {func() { charts.ROC(one, labels{0, 1}) }, []string{"charts.ROC: 2 rows", "[1 2]", "charts.ROC(model.Predict(test), test)"}},
		"unknown label":   {func() { charts.ConfusionMatrix(one, labels{7}) }, []string{"label 7", "2 classes", "a unit for each class"}},
		"no such row":     {func() { charts.ProbabilityBars(one, 3) }, []string{"row 3", "0 to 0"}},
		"unknown column":  {func() { charts.ScatterMatrix(houses, "MedInc", "Age") }, []string{`"Age"`, "HouseAge"}},
		"too many":        {func() { charts.ScatterMatrix(houses, "a", "b", "c", "d", "e", "f") }, []string{"6 columns", "leave some out"}},
		"no places":       {func() { charts.GeoMap(plainTable{}) }, []string{"longitude", "degrees"}},
		"wrong image":     {func() { charts.Filters(trained()[0], 28, 27) }, []string{"784×60", "28×27", "model.Weights()[0], 28, 28"}},
		"activations":     {func() { charts.Activations(units{1}, 1) }, []string{"row 1", "0 to 0"}},
		"few predictions": {func() { charts.PermutationImportance(houses, func([][]float32) charts.Predictions { return one }) }, []string{"[1 2] for 6 rows", "a row for each row"}},
		"negative class":  {func() { charts.ClassBalance(negative{}) }, []string{"label -1", "counted from 0"}},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				said := fmt.Sprint(recover())
				for _, want := range c.wants {
					if !strings.Contains(said, want) {
						t.Errorf("said %q, want %q", said, want)
					}
				}
			}()
			c.mistake()
		})
	}
}

// plainTable has no places, negative a label that is none.
type (
	plainTable struct{}
	negative   struct{}
)

func (plainTable) Len() int                              { return 1 }
func (plainTable) Columns() []string                     { return []string{"x", "y"} }
func (plainTable) Row(int) (features, targets []float32) { return []float32{1, 2}, []float32{3} }
func (negative) Len() int                                { return 1 }
func (negative) Label(int) (int, bool)                   { return -1, true }

// nowhere is a model that diverged, steps the losses of growing rates, still a training
// that moved nothing.
func nowhere(rows [][]float32) charts.Predictions {
	out := make(table, len(rows))
	for i := range out {
		out[i] = []float64{math.NaN()}
	}
	return out
}

type steps []float64

func (s steps) Len() int                      { return len(s) }
func (s steps) At(i int) (rate, loss float64) { return math.Pow(10, float64(i)), s[i] }

type still struct{}

func (still) Layers() []string               { return []string{"a"} }
func (still) GradientNorms(string) []float64 { return []float64{0, math.NaN()} }
func (still) UpdateRatios(string) []float64  { return []float64{0, 0} }

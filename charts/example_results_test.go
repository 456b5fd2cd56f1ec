package charts_test

import (
	"math"
	"math/rand/v2"

	"nnbook/charts"
)

// table is a matrix of predictions.
type table [][]float64

func (t table) Dims() (rows, columns int)  { return len(t), len(t[0]) }
func (t table) At(row, column int) float64 { return t[row][column] }

// classifier returns what a middling model says about scribbles: the farther classes
// are apart, the less they are confused.
func classifier(rows int) table {
	random := rand.New(rand.NewPCG(1, 2))
	out := make(table, rows)
	for i := range out {
		out[i] = make([]float64, 10)
		sum := 0.0
		for class := range out[i] {
			score := 1.6*random.NormFloat64() - 1.2*math.Abs(float64(class-i%10))
			if class == i%10 {
				score += 2
			}
			out[i][class] = math.Exp(score)
			sum += out[i][class]
		}
		for class := range out[i] {
			out[i][class] /= sum
		}
	}
	return out
}

func ExampleConfusionMatrix() {
	test := scribbles(1000)
	charts.ConfusionMatrix(classifier(1000), test).Display()
	// Output: Confusion matrix of 1000 rows in 10 classes: 849 right (84.9 %); most often wrong: 6 taken for 5 (11), 1 taken for 2 (10), 3 taken for 2 (9).
}

func ExamplePictures() {
	charts.ConfusionMatrix(classifier(60), scribbles(60), charts.Pictures(scribbles(60))).Display()
	// Output: Confusion matrix of 60 rows in 10 classes: 52 right (86.7 %); most often wrong: 1 taken for 2 (2), 6 taken for 5 (2), 8 taken for 7 (2).
}

func ExampleConfusionMatrix_rates() {
	charts.ConfusionMatrix(table{{0.9}, {0.2}, {0.6}, {0.7}}, labels{1, 0, 0, 1}, charts.Rates(), charts.ClassNames("cat", "dog")).Display()
	// Output: Confusion matrix of 4 rows in 2 classes: 3 right (75 %); most often wrong: cat taken for dog (1).
}

// labels are the classes of rows.
type labels []int

func (l labels) Len() int                { return len(l) }
func (l labels) Label(i int) (int, bool) { return l[i], l[i] >= 0 }

func ExampleClassScores() {
	charts.ClassScores(classifier(1000), scribbles(1000)).Display()
	// Output: Precision, recall and F1 of 10 classes in 1000 rows: mean F1 0.849, lowest for 6: 0.794 (precision 0.819, recall 0.77).
}

func ExampleROC() {
	charts.ROC(classifier(1000), scribbles(1000)).Display()
	// Output: ROC curves of 1000 rows: AUC 0 0.9983, 1 0.9914, 2 0.9883, 3 0.9897, 4 0.9869, 5 0.9849, 6 0.9861, 7 0.9844, 8 0.9891, 9 0.9977.
}

func ExamplePrecisionRecall() {
	charts.PrecisionRecall(classifier(1000), scribbles(1000)).Display()
	// Output: Precision and recall of 1000 rows: AP 0 0.9843, 1 0.9421, 2 0.9183, 3 0.9150, 4 0.9138, 5 0.9068, 6 0.9027, 7 0.9079, 8 0.9142, 9 0.9794.
}

func ExampleCalibration() {
	charts.Calibration(classifier(1000), scribbles(1000)).Display()
	// Output: Calibration over 1000 rows: on average 78.1 % sure and 84.9 % right; expected calibration error 0.0692.
}

func ExampleProbabilityBars() {
	charts.ProbabilityBars(classifier(100), 42, charts.Beside(scribbles(100))).Display()
	// Output: Probabilities of row 42: 2 67.3 %, 3 18.8 %, 1 10.5 %.
}

func ExampleWorstMistakes() {
	charts.WorstMistakes(scribbles(300), classifier(300), 12).Display()
	// Output: The worst 12 of 45 mistakes in 300 pictures: predicted 0 4 7 5 1 2 4 6 2 8 4 4; what it was taken for, and what it is · loss 3.66 to 1.72; picture 191 is 1, predicted 0 (87.6 % sure); picture 105 is 5, predicted 4 (59.6 % sure); picture 206 is 6, predicted 7 (56.8 % sure); picture 26 is 6, predicted 5 (35.8 % sure); picture 162 is 2, predicted 1 (63.1 % sure); picture 31 is 1, predicted 2 (77 % sure); picture 213 is 3, predicted 4 (63.7 % sure); picture 297 is 7, predicted 6 (45.2 % sure); picture 264 is 4, predicted 2 (30 % sure); picture 229 is 9, predicted 8 (79.6 % sure); picture 235 is 5, predicted 4 (34.3 % sure); picture 55 is 5, predicted 4 (41 % sure).
}

func ExampleResiduals() {
	test := newTown(2000)
	charts.Residuals(test.estimates(), test, charts.Units("100,000 dollars")).Display()
	// Output: Residuals of 2000 rows: mean -0.0545, median -0.0249, half of them from -0.364 to 0.27, root mean square 0.53 (in 100,000 dollars).
}

func ExampleErrorByBand() {
	test := newTown(2000)
	charts.ErrorByBand(test.estimates(), test, charts.Units("100,000 dollars")).Display()
	// Output: Error by actual value of 2000 rows: mean absolute error 0.402 (in 100,000 dollars), least from 0 – 0.5 (0.219), most from 4.5 – 5 (0.739), 48 rows at the cap of 5: 0.803, as far as that is known.
}

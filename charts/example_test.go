package charts_test

import (
	"image"
	"image/color"
	"math"

	"nnbook/charts"
)

// history is a training's record, as nnlib's History is one.
type history struct {
	name   string
	names  []string
	values map[string][]float64
}

func (h history) Name() string    { return h.name }
func (h history) Names() []string { return h.names }

func (h history) Curve(name string) (epochs []int, values []float64) {
	for i := range h.values[name] {
		epochs = append(epochs, i)
	}
	return epochs, h.values[name]
}

var mlp = history{
	names: []string{"loss", "accuracy", "val_loss", "val_accuracy"},
	values: map[string][]float64{
		"loss":         {0.3102, 0.1249, 0.0842, 0.0591, 0.0452, 0.0347, 0.0289, 0.0231, 0.0188, 0.0162},
		"accuracy":     {0.9105, 0.9632, 0.9741, 0.9815, 0.9857, 0.9889, 0.9907, 0.9925, 0.9941, 0.9948},
		"val_loss":     {0.1502, 0.1021, 0.0847, 0.0783, 0.0752, 0.0713, 0.0781, 0.0802, 0.0823, 0.0859},
		"val_accuracy": {0.9568, 0.9705, 0.9748, 0.9772, 0.9786, 0.9801, 0.9793, 0.9797, 0.9803, 0.9806},
	},
}

func ExampleLearningCurves() {
	charts.LearningCurves(mlp).Display()
	// Output: Learning curves over 10 epochs: loss 0.31 → 0.0162, accuracy 0.91 → 0.995, val_loss 0.15 → 0.0859, val_accuracy 0.957 → 0.981; best val_loss 0.0713 at epoch 6.
}

func ExampleLearningCurves_compare() {
	adam, sgd := mlp, history{
		name:   "SGD",
		names:  []string{"loss", "val_loss"},
		values: map[string][]float64{"loss": {0.92, 0.44, 0.36, 0.31}, "val_loss": {0.52, 0.38, 0.33, 0.30}},
	}
	adam.name = "Adam"
	charts.LearningCurves(adam, sgd).Display()
	// Output: Learning curves of 2 runs. Adam: 10 epochs: loss 0.31 → 0.0162, accuracy 0.91 → 0.995, val_loss 0.15 → 0.0859, val_accuracy 0.957 → 0.981; best val_loss 0.0713 at epoch 6. SGD: 4 epochs: loss 0.92 → 0.31, val_loss 0.52 → 0.3; best val_loss 0.3 at epoch 4.
}

func ExampleLearningCurves_diverged() {
	charts.LearningCurves(history{
		names:  []string{"loss", "learning_rate"},
		values: map[string][]float64{"loss": {2.31, 18.4, 9.7e8, math.Inf(1), math.NaN()}, "learning_rate": {1, 1, 1, 1, 1}},
	}).Display()
	// Output: Learning curves over 5 epochs: loss 2.31 → NaN, learning_rate 1 → 1; best loss 2.31 at epoch 1; loss is +Inf at epoch 4: try a smaller learning rate and check the data.
}

func ExampleLearningCurves_oneEpoch() {
	charts.LearningCurves(history{names: []string{"loss"}, values: map[string][]float64{"loss": {0.4}}}).Display()
	// Output: Learning curves over 1 epoch: loss 0.4; best loss 0.4 at epoch 1.
}

func ExampleLearningCurves_empty() {
	charts.LearningCurves(history{}).Display()
	// Output: No learning curves yet: nothing was trained. Train first, for example history := model.Fit(train), then draw charts.LearningCurves(history).
}

// scribbles are pictures of strokes, n of them, labelled 0 to 9 in turn.
type scribbles int

func (s scribbles) Len() int { return int(s) }

func (s scribbles) Label(i int) (int, bool) { return i % 10, true }

func (s scribbles) Image(i int) image.Image {
	img := image.NewGray(image.Rect(0, 0, 28, 28))
	for t := 0.0; t < 6.3; t += 0.02 {
		x := 14 + 8*math.Cos(t*float64(1+i%3))
		y := 14 + 9*math.Sin(t*float64(1+i%2)+float64(i))
		img.SetGray(int(x), int(y), color.Gray{255})
		img.SetGray(int(x)+1, int(y), color.Gray{120})
	}
	return img
}

func ExampleDigits() {
	charts.Digits(scribbles(40)).Display()
	// Output: 40 digits: labels 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9.
}

// probabilities are a model's outputs: 90 % for class i, but for the sample with 7.
type probabilities int

func (p probabilities) Dims() (rows, columns int) { return int(p), 10 }

func (p probabilities) At(row, column int) float64 {
	class := row % 10
	if row == 7 {
		class = 2
	}
	if class == column {
		return 0.91
	}
	return 0.01
}

func ExamplePredicted() {
	charts.Digits(scribbles(15), charts.Predicted(probabilities(15)), charts.Columns(8)).Display()
	// Output: 15 digits: predicted 0 1 2 3 4 5 6 2 8 9 0 1 2 3 4; 14 of 15 predicted right; picture 7 is 7, predicted 2 (91 % sure).
}

// houses are priced from 0.5 to 5, where prices are capped, and predicted a little
// off; one prediction is far off.
type houses int

func (h houses) Len() int { return int(h) }

func (h houses) Row(i int) (features, targets []float32) {
	return nil, []float32{min(5, 0.5+float32(i*37%100)/20)}
}

func (h houses) Dims() (rows, columns int) { return int(h), 1 }

func (h houses) At(row, _ int) float64 {
	if row == 7 {
		return -17
	}
	_, actual := h.Row(row)
	return float64(actual[0]) + 0.4*math.Sin(float64(row))
}

func ExamplePredictedVsActual() {
	model, test := houses(150), houses(150)
	charts.PredictedVsActual(model, test, charts.Units("100,000 dollars")).Display()
	// Output: Predicted against actual for 150 rows: root mean squared error 1.69, mean absolute error 0.389 (in 100,000 dollars), R² -0.432; 15 rows share the largest actual value, 5: it looks like a cap, and what lies beyond it is not known; 1 prediction outside of the picture, the furthest -17.
}

func ExamplePredictedVsActual_empty() {
	charts.PredictedVsActual(houses(0), houses(0)).Display()
	// Output: Nothing to compare: of 0 rows, none has a predicted and an actual value that are numbers. Check what Take, Skip or Split left of the data, and the loss of the training.
}

// Fit of nnlib calls the methods in this order.
func ExampleLive() {
	live := charts.Live()
	live.OnTrainBegin(map[string]int{"epochs": 2, "initial_epoch": 0, "steps": 100})
	for epoch := range 2 {
		for batch := 9; batch < 100; batch += 10 {
			loss := 1 / (1 + float64(epoch) + float64(batch)/100)
			live.OnTrainBatchEnd(epoch, batch, map[string]float64{"loss": loss, "accuracy": 1 - loss/2})
		}
		live.OnEpochEnd(epoch, map[string]float64{"loss": 0.5 / float64(epoch+1), "val_loss": 0.6 / float64(epoch+1)})
	}
	live.OnTrainEnd(nil)
	// Output:
}

package bench

import (
	"fmt"
	"os"
	"testing"
	"time"

	"nnbook/nnlib"
)

// BenchmarkFitCalifornia trains 8-30-1 on California housing for 20 epochs at batch
// 32, on scikit-learn's split, and reports as BenchmarkFitMNIST does; mse is that on
// the test rows. NNBOOK_BENCH_WEIGHTS names a file of first weights.
func BenchmarkFitCalifornia(b *testing.B) {
	rest, test := nnlib.Must(nnlib.CaliforniaHousing()).TrainTestSplit(0.25, 42)
	train, valid := rest.TrainTestSplit(0.25, 42)
	scaler := nnlib.Standardize(train)
	for name, optimizer := range map[string]nnlib.Optimizer{
		"SGD":  nnlib.SGD(nnlib.LearningRate(0.001)),
		"Adam": nnlib.Adam(nnlib.LearningRate(0.001)),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				model := nnlib.Sequential("california "+name, nnlib.Input(8), nnlib.Dense(30, nnlib.ReLU), nnlib.Dense(1))
				model.Reset()
				if path := os.Getenv("NNBOOK_BENCH_WEIGHTS"); path != "" {
					if err := model.LoadWeights(path); err != nil {
						b.Fatal(err)
					}
				}
				model.Compile(optimizer, nnlib.MeanSquaredError())
				clock := &clock{last: time.Now()}
				model.Fit(scaler.Apply(train), nnlib.Epochs(20), nnlib.Validation(scaler.Apply(valid)), nnlib.Callbacks(clock))
				clock.report(b)
				mse := model.Evaluate(scaler.Apply(test)).Value("loss")
				b.ReportMetric(mse, "mse")
				fmt.Printf("\nMSE %v\n", mse)
			}
		})
	}
}

package bench

import (
	"testing"
	"time"

	"nnbook/nnlib"
)

// BenchmarkFitCNN trains 32c3-p2-64c3-p2-dropout-10 with Adam at batch 128 on
// 12,000 images, and reports as BenchmarkFitMNIST does; accuracy is that on the
// 10,000 test images after the last epoch.
func BenchmarkFitCNN(b *testing.B) {
	mnist := nnlib.Must(nnlib.MNIST())
	train, test := mnist.Train.Take(12_000).Scale(1.0/255).Reshape(28, 28, 1), mnist.Test.Scale(1.0/255).Reshape(28, 28, 1)
	for b.Loop() {
		model := nnlib.Sequential("bench_cnn",
			nnlib.Input(28, 28, 1),
			nnlib.Conv2D(32, 3, nnlib.ReLU),
			nnlib.MaxPooling2D(2),
			nnlib.Conv2D(64, 3, nnlib.ReLU),
			nnlib.MaxPooling2D(2),
			nnlib.Flatten(),
			nnlib.Dropout(0.5),
			nnlib.Dense(10, nnlib.Softmax),
		)
		model.Reset()
		model.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())
		clock := &clock{last: time.Now()}
		model.Fit(train, nnlib.Epochs(epochs), nnlib.BatchSize(128), nnlib.Callbacks(clock))
		clock.report(b)
		b.ReportMetric(model.Evaluate(test).Value("accuracy"), "accuracy")
	}
}

package bench

import (
	"fmt"
	"os"
	"testing"
	"time"

	"nnbook/nnlib"
	_ "nnbook/nnlib/engine"
)

// epochs is how many epochs one measurement trains; the first, which compiles
// graphs and moves data to the device, is told apart.
const epochs = 4

// BenchmarkFitMNIST trains 784-300-100-10 with Adam at batch 32 on 55,000 images
// and validates on 5,000. The seconds of each epoch but the first are printed as
// the metric s/epoch, their smallest as min-s/epoch.
func BenchmarkFitMNIST(b *testing.B) {
	mnist := nnlib.Must(nnlib.MNIST())
	train, valid := mnist.Train.Scale(1.0 / 255).Split(55_000)
	for b.Loop() {
		model := nnlib.Sequential("bench",
			nnlib.Input(28, 28),
			nnlib.Flatten(),
			nnlib.Dense(300, nnlib.ReLU),
			nnlib.Dense(100, nnlib.ReLU),
			nnlib.Dense(10, nnlib.Softmax),
		)
		model.Reset()
		model.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())
		clock := &clock{last: time.Now()}
		model.Fit(train, nnlib.Epochs(epochs), nnlib.Validation(valid), nnlib.Callbacks(clock))
		clock.report(b)
	}
}

// clock times epochs as a callback sees them.
type clock struct {
	last    time.Time
	seconds []float64
}

func (c *clock) OnEpochEnd(int, nnlib.Logs) error {
	c.seconds = append(c.seconds, time.Since(c.last).Seconds())
	c.last = time.Now()
	return nil
}

func (c *clock) report(b *testing.B) {
	sum, least := 0.0, c.seconds[1]
	for _, s := range c.seconds[1:] {
		sum += s
		least = min(least, s)
	}
	b.ReportMetric(c.seconds[0], "first-s/epoch")
	b.ReportMetric(sum/float64(len(c.seconds)-1), "s/epoch")
	b.ReportMetric(least, "min-s/epoch")
	if os.Getenv("NNBOOK_BENCH_EPOCHS") != "" {
		fmt.Printf("\nEPOCHS %v\n", c.seconds)
	}
}

package exec

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// An epoch of 784-300-100-10 with Adam at batch 32: 55,000 digits trained,
// 5,000 validated. The first epoch, which compiles, is not counted.
func BenchmarkEpoch(b *testing.B) {
	b.Run("go", func(b *testing.B) { benchmarkEpoch(b, goBackend) })
	b.Run("xla", func(b *testing.B) { benchmarkEpoch(b, xlaBackend(b)) })
}

func benchmarkEpoch(b *testing.B, backend string) {
	m, err := New(digitsModel(b), backend)
	if err != nil {
		b.Fatal(err)
	}
	defer m.Close()
	if err := m.Compile(digitsCompile); err != nil {
		b.Fatal(err)
	}
	train, valid := digits(b, 0, 55_000), digits(b, 55_000, 60_000)
	options := Options{BatchSize: 32, Progress: func(int, int, map[string]float64) {}}
	epochs := uint64(0)
	epoch := func() {
		epochs++
		begin := time.Now()
		logs, timing, err := m.Train(b.Context(), train.Shuffled(epochs), options)
		if err != nil {
			b.Fatal(err)
		}
		trained := time.Since(begin)
		measured, err := m.Evaluate(b.Context(), valid, options)
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("%v %v train %v eval %v, step %.0f µs", logs, measured.Values, trained, time.Since(begin)-trained, timing.StepSeconds*1e6)
	}
	epoch()
	before := processorTime()
	for b.Loop() {
		epoch()
	}
	b.ReportMetric((processorTime()-before).Seconds()/float64(b.N), "cpu-s/op")
}

// Small nets on 10,000 rows at batch 32: where the go backend is the better
// choice, which smallModel says.
func BenchmarkSmall(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, sizes := range [][]int{{8, 30, 1}, {8, 64, 32, 1}, {20, 100, 100, 1}, {100, 100, 1}, {784, 30, 1}} {
		var layers []spec.Layer
		for i, units := range sizes[1:] {
			layers = append(layers, denseLayer(fmt.Sprint("dense_", i), units, object(spec.ReLU)))
		}
		model := sequential(b, spec.Shape{sizes[0]}, layers...)
		const rows = 10_000
		data := oneInput(wire.Float32s(floats(random, rows*sizes[0]), rows, sizes[0]), wire.Float32s(floats(random, rows), rows))
		data.X[0].Key, data.Y[0].Key = fmt.Sprint(sizes, "x"), fmt.Sprint(sizes, "y")
		for _, backend := range []string{"go", "xla"} {
			b.Run(fmt.Sprint(sizes, "/", backend), func(b *testing.B) {
				config := goBackend
				if backend == "xla" {
					config = xlaBackend(b)
				}
				m, err := New(model, config)
				if err != nil {
					b.Fatal(err)
				}
				defer m.Close()
				if err := m.Compile(oneGoal(adamDefault, object(spec.MeanSquaredError))); err != nil {
					b.Fatal(err)
				}
				epoch := func() {
					if _, _, err := m.Train(b.Context(), data, Options{BatchSize: 32}); err != nil {
						b.Fatal(err)
					}
				}
				epoch()
				for b.Loop() {
					epoch()
				}
			})
		}
	}
}

// processorTime is what all threads have used so far. On a busy machine it says
// more than the time that passed.
func processorTime() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage) // it only fails for another who
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// A step of an LSTM that reads digits row by row, at batch 32.
func BenchmarkLSTM(b *testing.B) {
	for _, units := range []int{32, 128} {
		model := sequential(b, spec.Shape{28, 28}, spec.Layer{Name: "lstm", Config: lstmOf(units, false)}, denseLayer("dense", 10, object(spec.Softmax)))
		for _, backend := range []string{"go", "xla"} {
			b.Run(fmt.Sprint(units, "/", backend), func(b *testing.B) {
				config := goBackend
				if backend == "xla" {
					config = xlaBackend(b)
				}
				m, err := New(model, config)
				if err != nil {
					b.Fatal(err)
				}
				defer m.Close()
				if err := m.Compile(digitsCompile); err != nil {
					b.Fatal(err)
				}
				epoch := func() Timing {
					_, timing, err := m.Train(b.Context(), digits(b, 0, 640), Options{BatchSize: 32})
					if err != nil {
						b.Fatal(err)
					}
					return timing
				}
				begin := time.Now()
				epoch()
				first, step := time.Since(begin), 0.0
				for b.Loop() {
					step = epoch().StepSeconds
				}
				b.ReportMetric(first.Seconds(), "first-s")
				b.ReportMetric(1e3*step, "ms/step")
			})
		}
	}
}

package exec

import (
	"math/rand/v2"
	"syscall"
	"testing"
	"time"
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
	epoch := func() {
		rand.Shuffle(len(train.Rows), func(i, j int) { train.Rows[i], train.Rows[j] = train.Rows[j], train.Rows[i] })
		begin := time.Now()
		logs, timing, err := m.Train(b.Context(), train, options)
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

// processorTime is what all threads have used so far. On a busy machine it says
// more than the time that passed.
func processorTime() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage) // it only fails for another who
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

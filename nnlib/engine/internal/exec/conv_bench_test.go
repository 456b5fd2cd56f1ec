package exec

import (
	"testing"
	"time"

	"nnbook/nnlib/internal/spec"
)

func convLayer(name string, filters int) spec.Layer {
	return spec.Layer{Name: name, Config: &spec.Conv2D{Conv: spec.Conv{
		Filters: filters, KernelSize: []int{3, 3}, Strides: []int{1, 1}, DilationRate: []int{1, 1}, Groups: 1, Padding: spec.Valid,
		Activation: object(spec.ReLU), UseBias: true, KernelInitializer: object(spec.GlorotUniform), BiasInitializer: object(spec.Zeros),
	}}}
}

func poolLayer(name string) spec.Layer {
	return spec.Layer{Name: name, Config: &spec.MaxPooling2D{Pool: spec.Pool{PoolSize: []int{2, 2}, Strides: []int{2, 2}, Padding: spec.Valid}}}
}

// convNet is 32c3-p2-64c3-p2-dropout-10.
func convNet(t testing.TB) *spec.Model {
	return sequential(t, spec.Shape{28, 28, 1}, convLayer("conv2d", 32), poolLayer("pool"), convLayer("conv2d_1", 64), poolLayer("pool_1"),
		spec.Layer{Name: "flatten", Config: &spec.Flatten{}}, spec.Layer{Name: "dropout", Config: &spec.Dropout{Rate: 0.5}},
		denseLayer("dense", 10, object(spec.Softmax)))
}

// images gives digits an axis of channels.
func images(data Data) Data {
	x := &data.X[0] // which digits made for this caller
	x.Key += "/images"
	x.Array.Shape = append(append([]int{}, x.Array.Shape...), 1)
	return data
}

// An epoch of 32c3-p2-64c3-p2-dropout-10 with Adam at batch 128 on 12,000
// digits, and the test of 10,000 others.
func BenchmarkConvolution(b *testing.B) {
	b.Run("go", func(b *testing.B) { benchmarkConvolution(b, goBackend) })
	b.Run("xla", func(b *testing.B) { benchmarkConvolution(b, xlaBackend(b)) })
}

func benchmarkConvolution(b *testing.B, backend string) {
	model := convNet(b)
	m, err := New(model, backend)
	if err != nil {
		b.Fatal(err)
	}
	defer m.Close()
	if err := m.Compile(digitsCompile); err != nil {
		b.Fatal(err)
	}
	train, valid := images(digits(b, 0, 12_000)), images(digits(b, 50_000, 60_000))
	options := Options{BatchSize: 128, Progress: func(int, int, map[string]float64) {}}
	epochs := uint64(0)
	epoch := func() {
		epochs++
		begin, used := time.Now(), processorTime()
		logs, timing, err := m.Train(b.Context(), train.Shuffled(epochs), options)
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("%v train %v, %v of processors, step %.1f ms", logs, time.Since(begin), processorTime()-used, timing.StepSeconds*1e3)
	}
	for b.Loop() {
		epoch()
		epoch()
	}
	begin := time.Now()
	measured, err := m.Evaluate(b.Context(), valid, options)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%v in %v", measured.Values, time.Since(begin))
}

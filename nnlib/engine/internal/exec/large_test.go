package exec

import (
	"context"
	"errors"
	"math"
	"reflect"
	"testing"
)

// Training in windows is training: the same batches leave the same weights, however
// many steps a window holds.
func TestWindows(t *testing.T) {
	onBackends(t, func(t *testing.T, backend string) {
		data := digits(t, 0, 1000).Shuffled(1)
		whole := newModel(t, digitsModel(t), backend, digitsCompile)
		want, _, err := whole.Train(t.Context(), data, Options{BatchSize: 32})
		if err != nil {
			t.Fatal(err)
		}
		wantWeights, err := whole.Variables()
		if err != nil {
			t.Fatal(err)
		}
		for name, window := range map[string]int{"one step": 1, "five steps": 5*32*784 + 1, "all": 1 << 30} {
			m := newModel(t, digitsModel(t), backend, digitsCompile)
			if err := m.ensureSlots(); err != nil {
				t.Fatal(err)
			}
			train := trainer(m.trainOnHost)
			if m.device.fused {
				train = m.trainOnDevice
			}
			sums, last := newSums(m.ledger), 0
			options := Options{BatchSize: 32, Progress: func(step, steps int, _ map[string]float64) {
				if step < last || step > steps || steps != 32 {
					t.Errorf("%s: step %d of %d after %d", name, step, steps, last)
				}
				last = step
			}}
			timing, err := m.trainInWindows(t.Context(), data, options, sums, train, window)
			if err != nil || timing.Steps != 32 || last != 32 {
				t.Fatalf("%s: %+v, last step %d, %v", name, timing, last, err)
			}
			for metric, value := range sums.logs() {
				if math.Abs(value/want[metric]-1) > 1e-5 {
					t.Errorf("%s: %s is %v, without windows %v", name, metric, value, want[metric])
				}
			}
			if got, err := m.Variables(); err != nil || !reflect.DeepEqual(got, wantWeights) {
				t.Errorf("%s: other weights than without windows, %v", name, err)
			}
		}
	})
}

func TestInterruptedWindows(t *testing.T) {
	m := newModel(t, digitsModel(t), goBackend, digitsCompile)
	if err := m.ensureSlots(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	options := Options{BatchSize: 10, Progress: func(step, _ int, _ map[string]float64) {
		if step >= 4 {
			cancel()
		}
	}}
	timing, err := m.trainInWindows(ctx, digits(t, 0, 100), options, newSums(m.ledger), m.trainOnHost, 2*10*784)
	if !errors.Is(err, context.Canceled) || timing.Steps != 4 {
		t.Errorf("after %d steps: %v", timing.Steps, err)
	}
}

package exec

import (
	"math"
	"slices"
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// noisy is what a layer makes, in training, of values that are all the same.
func noisy(t *testing.T, backend string, config spec.Config, value float32, seed int32, dims ...int) []float32 {
	t.Helper()
	values := slices.Repeat([]float32{value}, spec.Shape(dims).Size())
	inputs := []wire.Array{wire.Float32s(values, dims...), wire.Int32s([]int32{seed, 0}, 2)}
	return evaluate(t, backend, inputs, func(in []*Node) []*Node {
		clock := graph.ConvertDType(in[1], clockType)
		net := &network{chance: &chance{seed: element(clock, 0), step: element(clock, 1)}}
		return []*Node{layers[config.Class()](&scope{network: net, node: 2}, config, in[:1])}
	})[0]
}

// Mean and standard deviation are as they should be, on both backends the same, and
// with another seed each value is another.
func TestNoiseIsNormal(t *testing.T) {
	const n = 40_000
	for _, c := range []struct {
		config       spec.Config
		of           float32
		mean, stddev float64
	}{
		{&spec.GaussianNoise{Stddev: 0.5}, 3, 3, 0.5},
		{&spec.GaussianDropout{Dropout: spec.Dropout{Rate: 0.2}}, 3, 3, 3 * math.Sqrt(0.2/0.8)},
	} {
		var first []float32
		onBackends(t, func(t *testing.T, backend string) {
			got := noisy(t, backend, c.config, c.of, 1, 200, 200)
			if first == nil {
				first = got
			}
			near(t, c.config.Class(), got, first, 1e-5)
			mean, stddev, beyond := 0.0, 0.0, 0.0
			for _, v := range got {
				mean += float64(v) / n
			}
			for _, v := range got {
				off := float64(v) - mean
				stddev += off * off / n
				if math.Abs(off) > 2*c.stddev {
					beyond += 1.0 / n
				}
			}
			stddev = math.Sqrt(stddev)
			// 4 standard deviations each; 4.55 % of a normal distribution is beyond two.
			if math.Abs(mean-c.mean) > 4*c.stddev/math.Sqrt(n) || math.Abs(stddev-c.stddev) > 4*c.stddev/math.Sqrt(2*n) || math.Abs(beyond-0.0455) > 0.0042 {
				t.Errorf("%s: mean %g, deviation %g, %g beyond two; want %g, %g", c.config.Class(), mean, stddev, beyond, c.mean, c.stddev)
			}
			same := 0
			for i, v := range noisy(t, backend, c.config, c.of, 2, 200, 200) {
				if v == got[i] {
					same++
				}
			}
			if same > n/1000 {
				t.Errorf("%s: %d of %d values are the same with another seed", c.config.Class(), same, n)
			}
		})
	}
}

// Channels are dropped whole, about as many as said, and others in each row.
func TestSpatialDropoutMasks(t *testing.T) {
	onBackends(t, func(t *testing.T, backend string) {
		const rows, places, channels = 40, 6, 50
		for _, c := range []struct {
			config spec.Config
			dims   []int
		}{
			{&spec.SpatialDropout1D{Dropout: spec.Dropout{Rate: 0.25}}, []int{rows, places, channels}},
			{&spec.SpatialDropout2D{Dropout: spec.Dropout{Rate: 0.25}}, []int{rows, 2, 3, channels}},
		} {
			got := noisy(t, backend, c.config, 1, 1, c.dims...)
			dropped := 0
			for row := range rows {
				for channel := range channels {
					first := got[row*places*channels+channel]
					if first == 0 {
						dropped++
					} else if first != float32(1/0.75) {
						t.Fatalf("%s: a value of %g", c.config.Class(), first)
					}
					for place := range places {
						if v := got[(row*places+place)*channels+channel]; v != first {
							t.Fatalf("%s: row %d, channel %d has %g and %g", c.config.Class(), row, channel, first, v)
						}
					}
				}
			}
			if dropped < 500-78 || dropped > 500+78 { // 4 standard deviations
				t.Errorf("%s: %d of %d channels dropped", c.config.Class(), dropped, rows*channels)
			}
			if slices.Equal(got[:places*channels], got[places*channels:2*places*channels]) {
				t.Errorf("%s drops the same channels in two rows", c.config.Class())
			}
		}
	})
}

// Alpha dropout has two values, whose mean and variance are those of the inputs.
func TestAlphaDropoutKeepsMoments(t *testing.T) {
	const n, rate, lowest = 10_000, 0.3, -1.7580993408473766
	got := noisy(t, goBackend, &spec.AlphaDropout{Dropout: spec.Dropout{Rate: rate}}, 0, 1, 100, 100)
	scale := 1 / math.Sqrt((1-rate)*(1+rate*lowest*lowest))
	dropped, kept := float32(scale*lowest*(1-rate)), float32(-scale*lowest*rate)
	count := 0
	for _, v := range got {
		switch {
		case math.Abs(float64(v-dropped)) < 1e-6:
			count++
		case math.Abs(float64(v-kept)) > 1e-6:
			t.Fatalf("a value of %g, want %g or %g", v, dropped, kept)
		}
	}
	if count < 3000-184 || count > 3000+184 { // 4 standard deviations
		t.Errorf("%d of %d dropped", count, n)
	}
}

// A layer that is called twice in a step moves its means twice.
func TestSharedBatchNormalization(t *testing.T) {
	config := &spec.BatchNormalization{Axis: -1, Momentum: 0.5}
	onBackends(t, func(t *testing.T, backend string) {
		inputs := []wire.Array{wire.Float32s([]float32{1, 3}, 2, 1), wire.Float32s([]float32{8}, 1), wire.Float32s([]float32{9}, 1)}
		got := evaluate(t, backend, inputs, func(in []*Node) []*Node {
			zero := graph.Scalar(in[0].Graph(), clockType, 0)
			net := newNetwork(&spec.Model{}, &chance{zero, zero})
			for range 2 {
				batchNormalization(&scope{network: net, weights: in[1:]}, config, in[:1])
			}
			return []*Node{net.after(in[1]), net.after(in[2])}
		})
		near(t, "moving mean", got[0], []float32{(8+2)/4.0 + 1}, 1e-6)
		near(t, "moving variance", got[1], []float32{(9+1)/4.0 + 0.5}, 1e-6)
	})
}

// A row of zeros has no direction, but a slope.
func TestUnitOfZeros(t *testing.T) {
	onBackends(t, func(t *testing.T, backend string) {
		got := evaluate(t, backend, []wire.Array{wire.Float32s([]float32{0, 0, 1e-20, 0}, 2, 2)}, func(in []*Node) []*Node {
			y := unit(in[0], []int{1}, 1e-12)
			return append([]*Node{y}, graph.Gradient(graph.ReduceAllSum(y), in[0])...)
		})
		near(t, "unit", got[0], []float32{0, 0, 1e-8, 0}, 1e-12)
		near(t, "gradient", got[1], []float32{1e12, 1e12, 1e12, 1e12}, 1e-6)
	})
}

// A quarter is dropped, the rest scaled up; both backends drop the same values,
// every step and every seed others.
func TestDropoutMasks(t *testing.T) {
	const n = 10_000
	ones := make([]float32, n)
	for i := range ones {
		ones[i] = 1
	}
	mask := func(t *testing.T, backend string, seed, step int32) []float32 {
		return evaluate(t, backend, []wire.Array{wire.Float32s(ones, 100, 100), wire.Int32s([]int32{seed, step}, 2)}, func(in []*Node) []*Node {
			clock := graph.ConvertDType(in[1], clockType)
			net := &network{notes: &notes{}, chance: &chance{seed: element(clock, 0), step: element(clock, 1)}}
			return []*Node{dropout(&scope{network: net, node: 2}, &spec.Dropout{Rate: 0.25}, in[:1])}
		})[0]
	}
	first := mask(t, goBackend, 1, 0)
	dropped := 0
	for _, value := range first {
		switch value {
		case 0:
			dropped++
		case float32(1 / 0.75):
		default:
			t.Fatalf("a value of %g", value)
		}
	}
	if dropped < n/4-150 || dropped > n/4+150 { // 3.5 standard deviations
		t.Errorf("%d of %d dropped", dropped, n)
	}
	onBackends(t, func(t *testing.T, backend string) {
		near(t, "mask", mask(t, backend, 1, 0), first, 0)
		for _, other := range [][2]int32{{2, 0}, {1, 1}} {
			same := 0
			for i, value := range mask(t, backend, other[0], other[1]) {
				if value == first[i] {
					same++
				}
			}
			if same < 6_250-250 || same > 6_250+250 { // .75² + .25², 5 standard deviations
				t.Errorf("seed %d, step %d: %d of %d values as before", other[0], other[1], same, n)
			}
		}
	})
}

package exec

import (
	"math"
	"math/rand/v2"
	"testing"
)

func floats(random *rand.Rand, n int) []float32 {
	values := make([]float32, n)
	for i := range values {
		values[i] = float32(random.NormFloat64())
	}
	return values
}

// Every shape's gradient is the sum of outer products, however it is cut up.
func TestUpdateRows(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, shape := range [][2]int{{1, 1}, {8, 3}, {15, 5}, {16, 4}, {17, 33}, {300, 100}, {784, 301}} {
		in, out := shape[0], shape[1]
		parts := []factors{
			{floats(random, 32*in), floats(random, 32*out)},
			{floats(random, 7*in), floats(random, 7*out)},
		}
		got := make([]float32, in*out)
		updateRows(parts, in, out, func(gradient []float32, first int) { copy(got[first:], gradient) })
		for o := range out {
			for i := range in {
				want := 0.0
				for _, part := range parts {
					for b := range len(part.x) / in {
						want += float64(part.x[b*in+i]) * float64(part.adjoint[b*out+o])
					}
				}
				if math.Abs(want-float64(got[o*in+i])) > 1e-4 {
					t.Fatalf("%d by %d: gradient of row %d, column %d is %g, want %g", out, in, o, i, got[o*in+i], want)
				}
			}
		}
	}
}

func BenchmarkUpdateRows(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	parts := []factors{{floats(random, 32*784), floats(random, 32*300)}}
	for b.Loop() {
		updateRows(parts, 784, 300, func([]float32, int) {})
	}
	b.ReportMetric(2*32*784*300*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GFLOP/s")
}

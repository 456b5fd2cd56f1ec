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

// Products of every shape are what the definition says, however they are cut up.
func TestMultiply(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	crew := newCrew()
	defer crew.close()
	for _, shape := range [][3]int{{1, 1, 1}, {3, 8, 3}, {4, 15, 16}, {5, 16, 17}, {32, 784, 300}, {33, 100, 31}, {7, 300, 100}} {
		rows, in, out := shape[0], shape[1], shape[2]
		x, w, adjoint := floats(random, rows*in), floats(random, in*out), floats(random, rows*out)
		check := func(what string, got float32, n int, term func(i int) float64) {
			t.Helper()
			want := 0.0
			for i := range n {
				want += term(i)
			}
			if math.Abs(want-float64(got)) > 2e-4 {
				t.Fatalf("%v: %s is %g, want %g", shape, what, got, want)
			}
		}
		y := make([]float32, rows*out)
		crew.multiplyAll(y, byRows(x, in), w, rows, in, out)
		for r := range rows {
			for o := range out {
				check("x·w", y[r*out+o], in, func(i int) float64 { return float64(x[r*in+i]) * float64(w[i*out+o]) })
			}
		}
		gradient := make([]float32, in*out)
		crew.updateRows(factors{in, out, x, adjoint}, func(part []float32, first int) { copy(gradient[first:], part) })
		turned := make([]float32, in*out)
		turn(turned, w, in, out)
		for i := range in {
			for o := range out {
				check("xᵀ·adjoint", gradient[i*out+o], rows, func(r int) float64 { return float64(x[r*in+i]) * float64(adjoint[r*out+o]) })
				if turned[o*in+i] != w[i*out+o] {
					t.Fatalf("%v: not transposed", shape)
				}
			}
		}
	}
}

func BenchmarkMultiply(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	crew := newCrew()
	defer crew.close()
	const rows, in, out = 32, 784, 300
	x, w, y := floats(random, rows*in), floats(random, in*out), floats(random, rows*out)
	for _, c := range []struct {
		name string
		f    func()
	}{
		{"forward", func() { crew.multiplyAll(y, byRows(x, in), w, rows, in, out) }},
		{"gradient", func() { crew.updateRows(factors{in, out, x, y}, func([]float32, int) {}) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				c.f()
			}
			b.ReportMetric(2*rows*in*out*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GFLOP/s")
		})
	}
}

package exec

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"nnbook/nnlib/internal/spec"
)

// Columns, or rows where there are fewer of them, are orthogonal and of length gain.
func TestOrthogonal(t *testing.T) {
	for _, shape := range [][]int{{16, 4}, {4, 16}, {5, 5}, {2, 3, 4}, {2, 2, 9}} {
		t.Run(fmt.Sprint(shape), func(t *testing.T) {
			values, err := draw(spec.Weight{Name: "kernel", Shape: shape, Initializer: object(spec.Orthogonal, "gain", 2.0)}, 1, 2)
			if err != nil {
				t.Fatal(err)
			}
			columns := shape[len(shape)-1]
			rows := len(values) / columns
			at := func(i, k int) float64 { return float64(values[k*columns+i]) } // value k of column i
			short, long := columns, rows
			if rows < columns {
				short, long = rows, columns
				at = func(i, k int) float64 { return float64(values[i*columns+k]) }
			}
			for i := range short {
				for j := range short {
					want, got := float32(0), 0.0
					if i == j {
						want = 4
					}
					for k := range long {
						got += at(i, k) * at(j, k)
					}
					near(t, fmt.Sprintf("Orthogonal: product of %d and %d", i, j), []float32{float32(got)}, []float32{want}, 1e-5)
				}
			}
		})
	}
}

// All orthogonal matrices are alike: each value has the mean 0 and the variance 1/n.
func TestOrthogonalIsUniform(t *testing.T) {
	const n, draws = 3, 3000
	sum, squares := make([]float64, n*n), make([]float64, n*n)
	for seed := range uint64(draws) {
		values, err := draw(spec.Weight{Name: "kernel", Shape: []int{n, n}, Initializer: object(spec.Orthogonal, "gain", 1.0)}, seed, 0)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			sum[i] += float64(v) / draws
			squares[i] += float64(v) * float64(v) / draws
		}
	}
	for i := range sum {
		if math.Abs(sum[i]) > 0.045 || math.Abs(squares[i]-1.0/n) > 0.025 { // 4 standard deviations
			t.Errorf("value %d has the mean %g and the mean square %g", i, sum[i], squares[i])
		}
	}
}

// An LSTM's forget gate, the second, starts at 1, the others as said.
func TestUnitForgetBias(t *testing.T) {
	bias := func(unitForgetBias bool, initializer spec.Object) []float32 {
		config := lstmOf(2, false)
		config.UnitForgetBias, config.BiasInitializer = unitForgetBias, initializer
		values, err := draw(config.Weights([]spec.Shape{{3, 1}})[2], 1, 2)
		if err != nil {
			t.Fatal(err)
		}
		return values
	}
	for _, c := range []struct{ got, want []float32 }{
		{bias(true, object(spec.Zeros)), []float32{0, 0, 1, 1, 0, 0, 0, 0}},
		{bias(false, object(spec.Zeros)), make([]float32, 8)},
		{bias(true, object(spec.Constant, "value", 0.5)), []float32{0.5, 0.5, 1, 1, 0.5, 0.5, 0.5, 0.5}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
	if _, err := draw(spec.Weight{Shape: []int{8}, Initializer: object(spec.UnitForgetBias + "Nothing")}, 1, 2); err == nil {
		t.Error("an unknown initializer draws")
	}
}

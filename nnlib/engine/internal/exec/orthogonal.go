package exec

import (
	"fmt"
	"math"
	"math/rand/v2"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// orthogonal has columns at right angles to one another, or rows where it has more
// columns than rows, each with the norm gain. All axes but the last count as rows.
func orthogonal(o spec.Object, shape []int, random *rand.Rand) ([]float32, error) {
	if len(shape) < 2 {
		return nil, &fault.Error{
			Who: spec.Orthogonal, Expected: "a weight with two axes or more", Got: fmt.Sprintf("one of shape %v", shape),
			Fix: "nnlib.Zeros(), for a bias",
		}
	}
	columns := shape[len(shape)-1]
	rows := spec.Shape(shape).Size() / columns
	vectors := orthonormal(min(rows, columns), max(rows, columns), random)
	values := make([]float32, 0, rows*columns)
	for i := range rows {
		for j := range columns {
			vector, at := j, i
			if rows < columns {
				vector, at = i, j
			}
			values = append(values, float32(o.Param("gain")*vectors[vector][at]))
		}
	}
	return values, nil
}

// orthonormal draws n vectors of a size from normal distributions, and takes off
// each what it has in common with those before, twice because of rounding.
func orthonormal(n, size int, random *rand.Rand) [][]float64 {
	vectors := make([][]float64, n)
	for i := range vectors {
		v := make([]float64, size)
		for j := range v {
			v[j] = random.NormFloat64()
		}
		for range 2 {
			for _, before := range vectors[:i] {
				subtract(v, before, dotProduct(v, before))
			}
		}
		norm := math.Sqrt(dotProduct(v, v))
		for j := range v {
			v[j] /= norm
		}
		vectors[i] = v
	}
	return vectors
}

func dotProduct(a, b []float64) (sum float64) {
	for i, value := range a {
		sum += value * b[i]
	}
	return sum
}

// subtract takes a multiple of b off a.
func subtract(a, b []float64, factor float64) {
	for i, value := range b {
		a[i] -= factor * value
	}
}

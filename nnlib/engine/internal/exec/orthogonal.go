package exec

import (
	"math"
	"math/rand/v2"

	"nnbook/nnlib/internal/spec"
)

// orthogonal returns the function that gives one value after the other of a
// matrix whose columns, or else rows, are orthogonal and as long as gain. Axes
// before the last count as rows.
//
// Source: Keras 3, keras/src/initializers/random_initializers.py.
func orthogonal(shape []int, gain float64, random *rand.Rand) func() float64 {
	last := shape[len(shape)-1]
	rows, columns := spec.Shape(shape[:len(shape)-1]).Size(), last
	long, short := max(rows, columns), min(rows, columns)
	vectors := make([][]float64, short)
	for i := range vectors {
		vectors[i] = direction(long, vectors[:i], random)
	}
	at := -1
	return func() float64 {
		at++
		row, column := at/columns, at%columns
		if rows < columns {
			row, column = column, row
		}
		return gain * vectors[column][row]
	}
}

// direction draws a vector of length 1 that is orthogonal to others, which are so
// among themselves; all such vectors are alike.
func direction(size int, others [][]float64, random *rand.Rand) []float64 {
	v := make([]float64, size)
	for i := range v {
		v[i] = random.NormFloat64()
	}
	for {
		before := inner(v, v)
		for _, other := range others {
			along := inner(v, other)
			for i := range v {
				v[i] -= along * other[i]
			}
		}
		if inner(v, v) > before/4 {
			break
		} // else rounding left too much of the others in what is left
	}
	length := math.Sqrt(inner(v, v))
	for i := range v {
		v[i] /= length
	}
	return v
}

func inner(a, b []float64) float64 {
	sum := 0.0
	for i, value := range a {
		sum += value * b[i]
	}
	return sum
}

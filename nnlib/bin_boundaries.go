package nnlib

import (
	"fmt"
	"math"
	"slices"
)

// BinBoundaries finds boundaries for [Discretization], so that each of the bins has
// about as many of the values. They are those that Keras' layer learns by adapt: of
// more than 100 values it looks at a hundred, spread evenly over their order.
//
// BinBoundaries panics without values, for values that are not finite, and if there
// are fewer than 2 bins.
//
// Source: Keras 3, keras/src/layers/preprocessing/discretization.py.
func BinBoundaries[N Number](values []N, bins int) []float64 {
	sorted := make([]float32, len(values))
	for i, value := range values {
		sorted[i] = float32(value)
		if v := float64(sorted[i]); v-v != 0 {
			panic(&Error{Who: "nnlib.BinBoundaries", Expected: "finite numbers", Got: fmt.Sprintf("%v as value %d", v, i), Fix: "leave that value out"})
		}
	}
	if len(values) == 0 || bins < 2 {
		panic(&Error{
			Who:      "nnlib.BinBoundaries",
			Expected: "values, and at least 2 bins",
			Got:      fmt.Sprintf("%d values and %d bins", len(values), bins),
			Fix:      "nnlib.BinBoundaries(ages, 5)",
		})
	}
	slices.Sort(sorted)
	const fine = 0.01
	found := summarize(sorted, fine).compress(fine).compress(1 / float64(bins)).values
	boundaries := make([]float64, len(found)-1)
	for i := range boundaries {
		boundaries[i] = float64(found[i])
	}
	return boundaries
}

// sketch is values in order, each with how many it stands for.
type sketch struct{ values, weights []float32 }

// summarize takes one of each so many values.
func summarize(sorted []float32, share float64) sketch {
	var s sketch
	step := max(float64(len(sorted))*share, 1)
	for i := int(step - 1); i < len(sorted); i += int(step) {
		s.values, s.weights = append(s.values, sorted[i]), append(s.weights, float32(step))
	}
	return s
}

// compress takes values that stand for a share of all each, by interpolation.
func (s sketch) compress(share float64) sketch {
	if float64(len(s.values))*share < 1 {
		return s
	}
	sums := make([]float64, len(s.weights))
	var sum float32
	for i, weight := range s.weights {
		sum += weight
		sums[i] = float64(sum)
	}
	shares := make([]float64, len(sums))
	for i := range sums {
		shares[i] = float64(float32(sums[i]) / sum)
	}
	values := make([]float64, len(s.values))
	for i, value := range s.values {
		values[i] = float64(value)
	}
	var made sketch
	before := 0.0
	for i := range int(math.Ceil(1 / share)) {
		at := share + float64(i)*share
		upTo := interpolate(at, shares, sums)
		made.values = append(made.values, float32(interpolate(at, shares, values)))
		made.weights = append(made.weights, float32(upTo-before))
		before = upTo
	}
	return made
}

// interpolate is y at x on the line through points, whose x are in order; beyond
// them it is that of the nearest.
func interpolate(x float64, xs, ys []float64) float64 {
	i, _ := slices.BinarySearch(xs, x)
	switch {
	case i == 0:
		return ys[0]
	case i == len(xs):
		return ys[i-1]
	}
	return ys[i-1] + (ys[i]-ys[i-1])*(x-xs[i-1])/(xs[i]-xs[i-1])
}

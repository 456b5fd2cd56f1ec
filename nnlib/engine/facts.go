package engine

import (
	"math"

	"nnbook/nnlib/internal/wire"
)

// facts are what a source is asked again and again, found out once: each fit of
// the same rows would look at all of them otherwise.
type facts struct {
	xLargest     float64 // magnitude; NaN or infinite if a value is
	yLargest     float64 // the same of float targets
	lowest, most int32   // of integer targets
}

func learn(x, y wire.Array) facts {
	var f facts
	f.xLargest = largest(x)
	if y.DType == "int32" {
		f.lowest, f.most = bounds(y.Int32s())
	} else {
		f.yLargest = largest(y)
	}
	return f
}

func bounds(values []int32) (lowest, most int32) {
	for i, v := range values {
		if i == 0 {
			lowest, most = v, v
		}
		lowest, most = min(lowest, v), max(most, v)
	}
	return lowest, most
}

// largest is the largest magnitude; NaN if there is a NaN. Bytes need no look.
func largest(a wire.Array) float64 {
	if a.DType != "float32" {
		return math.MaxUint8
	}
	found := float32(0)
	for i := range a.Len() {
		v := a.Float32(i)
		if v != v {
			return math.NaN()
		}
		found = max(found, v, -v)
	}
	return float64(found)
}

func finite(v float64) bool { return !math.IsNaN(v) && math.Abs(v) <= math.MaxFloat32 }

package nnlib

import (
	"fmt"
	"math"

	"nnbook/nnlib/internal/wire"
)

func isInteger[T Number]() bool {
	half := 0.5
	return T(half) == 0
}

func isByte[T Number]() bool {
	least := -1
	return isInteger[T]() && T(least) > 0 && int64(T(least)) == math.MaxUint8
}

// classes is the number of classes if targets count from 0. Targets that do not
// are left to the engine, which says in which row they are.
func classes[T Number](targets []T) int {
	most := -1
	for _, target := range targets {
		most = max(most, int(target))
	}
	return most + 1
}

// matrix lays rows end to end.
func matrix[T Number](dtype string, rows [][]T, shape []int) wire.Array {
	var flat []T
	for _, row := range rows {
		flat = append(flat, row...)
	}
	if dtype == "uint8" {
		return wire.Bytes(convert[uint8](flat), shape...)
	}
	return wire.Float32s(convert[float32](flat), shape...)
}

// column is a target a row.
func column[T Number](who, dtype string, values []T) wire.Array {
	if dtype == "int32" {
		checkInt32(who, values)
		return wire.Int32s(convert[int32](values), len(values))
	}
	return wire.Float32s(convert[float32](values), len(values))
}

func convert[To, From Number](values []From) []To {
	converted := make([]To, len(values))
	for i, value := range values {
		converted[i] = To(value)
	}
	return converted
}

func checkInt32[T Number](who string, values []T) {
	for i, value := range values {
		if v := int64(value); v < math.MinInt32 || v > math.MaxInt32 {
			panic(&Error{
				Who:      who,
				Expected: "classes, counted from 0, as targets that are integers",
				Got:      fmt.Sprintf("%d in row %d", v, i),
				Fix:      "[]float64 for targets that are quantities",
			})
		}
	}
}

package wire

import (
	"math"
	"slices"
	"testing"
)

func TestArrayValues(t *testing.T) {
	floats := []float32{0, -1.5, float32(math.Inf(1))}
	if got := Float32s(floats, 3).Float32s(); !slices.Equal(got, floats) {
		t.Errorf("got %v, want %v", got, floats)
	}
	ints := []int32{0, -7, math.MaxInt32}
	if got := Int32s(ints, 3).Int32s(); !slices.Equal(got, ints) {
		t.Errorf("got %v, want %v", got, ints)
	}
	if got := Bytes([]byte{0, 255}, 2).Int32s(); !slices.Equal(got, []int32{0, 255}) {
		t.Errorf("got %v, want [0 255]", got)
	}
	if got := Int32s([]int32{-7}, 1).Float32s(); !slices.Equal(got, []float32{-7}) {
		t.Errorf("got %v, want [-7]", got)
	}
}

func TestValidateArray(t *testing.T) {
	cases := []struct {
		name  string
		array Array
		ok    bool
	}{
		{"none", Array{}, true},
		{"empty", Bytes(nil, 0, 28, 28), true},
		{"number", Float32s([]float32{1}), true},
		{"rows", Int32s([]int32{1, 2, 3}, 3), true},
		{"too short", Bytes([]byte{1}, 2), false},
		{"too long", Bytes([]byte{1, 2, 3}, 2), false},
		{"unknown type", Array{"float64", []int{1}, make([]byte, 8)}, false},
		{"negative", Bytes(nil, -1), false},
		{"overflow to nothing", Bytes(nil, 1<<37, 1<<37), false},
		{"overflow of one axis", Bytes(nil, math.MaxInt), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if err := c.array.Validate(); (err == nil) != c.ok {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestID(t *testing.T) {
	x, y := Bytes([]byte{1, 2, 3, 4}, 4), Int32s([]int32{1, 2, 3, 4}, 4)
	others := map[string]string{
		"values":     ID(Bytes([]byte{1, 2, 3, 5}, 4), y),
		"shape":      ID(Bytes([]byte{1, 2, 3, 4}, 2, 2), y),
		"type":       ID(Array{"int32", []int{1}, x.Data}, y),
		"no targets": ID(x, Array{}),
	}
	if id, again := ID(x, y), ID(x, y); id != again || len(id) != 16 {
		t.Errorf("ID is not a hash: %q", ID(x, y))
	}
	for name, other := range others {
		if other == ID(x, y) {
			t.Errorf("another %s has the same ID", name)
		}
	}
}

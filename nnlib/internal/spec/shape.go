package spec

import (
	"fmt"
	"slices"
	"strings"

	"nnbook/nnlib/internal/fault"
)

// Shape lists the sizes of one row's axes, without the batch axis: a grey image
// of MNIST has [28 28], a number has [].
type Shape []int

// Size is the number of values in one row.
func (s Shape) Size() int {
	size := 1
	for _, n := range s {
		size *= n
	}
	return size
}

// String writes the shape as Keras does, with the batch axis: (None, 28, 28).
func (s Shape) String() string {
	var text strings.Builder
	text.WriteString("(None")
	for _, n := range s {
		fmt.Fprintf(&text, ", %d", n)
	}
	if len(s) == 0 {
		text.WriteByte(',')
	}
	text.WriteByte(')')
	return text.String()
}

// axes turns axes as Keras counts them, the batch being 0 and the last -1, into
// those of a row, each of which may come once.
func (s Shape) axes(axes ...int) ([]int, error) {
	var own []int
	for _, axis := range axes {
		at := axis - 1
		if axis < 0 {
			at = len(s) + axis
		}
		if at < 0 || at >= len(s) || slices.Contains(own, at) {
			return nil, &fault.Error{
				Expected: fmt.Sprintf("axes of rows of shape %v, counted from 1 or, with -1, from the end, each once", s),
				Got:      fmt.Sprint(axes),
				Fix:      "nnlib.Axis(-1), the last axis",
			}
		}
		own = append(own, at)
	}
	return own, nil
}

// sizes are those of some axes, which axes accepted, in the row's order.
func (s Shape) sizes(axes ...int) []int {
	own, _ := s.axes(axes...)
	sizes := make([]int, len(own))
	for i, axis := range slices.Sorted(slices.Values(own)) {
		sizes[i] = s[axis]
	}
	return sizes
}

// Places numbers the places along some axes, and tells at which each value is.
func (s Shape) Places(kept []int) (place []int, places int) {
	place, places = []int{0}, 1
	for axis, size := range s {
		isKept := slices.Contains(kept, axis)
		next := make([]int, 0, len(place)*size)
		for _, p := range place {
			for i := range size {
				if isKept {
					next = append(next, p*size+i)
				} else {
					next = append(next, p)
				}
			}
		}
		if place = next; isKept {
			places *= size
		}
	}
	return place, places
}

package spec

import (
	"fmt"
	"strings"
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

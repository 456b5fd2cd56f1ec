package spec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

func init() {
	for _, class := range []string{Add, Subtract, Multiply, Average, Maximum, Minimum} {
		register(func() Config { return NewMerge(class) })
	}
}

// Merge joins inputs value by value; its class says how.
type Merge struct{ class string }

// NewMerge is the layer of a class such as Add.
func NewMerge(class string) *Merge { return &Merge{class} }

func (c *Merge) Class() string { return c.class }

func (c *Merge) arity() (least, most int) {
	if c.class == Subtract {
		return 2, 2
	}
	return 2, anyNumber
}

// OutputShape aligns shapes at their last axes; a size of 1 is repeated.
func (c *Merge) OutputShape(inputs []Shape) (Shape, error) {
	merged := append(Shape{}, inputs[0]...)
	for _, shape := range inputs[1:] {
		for len(merged) < len(shape) {
			merged = append(Shape{1}, merged...)
		}
		for i, n := range shape {
			at := len(merged) - len(shape) + i
			switch {
			case merged[at] == 1:
				merged[at] = n
			case n != 1 && n != merged[at]:
				return nil, &fault.Error{
					Expected: "inputs of one shape",
					Got:      fmt.Sprintf("%v and %v", inputs[0], shape),
					Fix:      fmt.Sprintf("nnlib.Dense(%d) before it, on the one that differs", inputs[0][len(inputs[0])-1]),
				}
			}
		}
	}
	return merged, nil
}

func (*Merge) Weights([]Shape) []Weight { return nil }

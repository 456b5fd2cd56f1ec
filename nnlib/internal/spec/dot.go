package spec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

func init() { register(func() Config { return new(Dot) }) }

// Dot multiplies two inputs and adds up along an axis of each.
type Dot struct {
	Axes      [2]int `json:"axes"` // as Keras counts: 0 is the batch, -1 the last
	Normalize bool   `json:"normalize"`
}

func (*Dot) Class() string            { return "Dot" }
func (*Dot) arity() (least, most int) { return 2, 2 }
func (*Dot) Weights([]Shape) []Weight { return nil }

func (c *Dot) OutputShape(inputs []Shape) (Shape, error) {
	first, second, err := c.RowAxes(inputs)
	if err != nil {
		return nil, err
	}
	if inputs[0][first] != inputs[1][second] {
		return nil, &fault.Error{
			Expected: "axes of one size",
			Got:      fmt.Sprintf("axis %d of %v and axis %d of %v", c.Axes[0], inputs[0], c.Axes[1], inputs[1]),
			Fix:      "nnlib.Dot(1, 2), with the axes that match",
		}
	}
	var rest Shape
	for i, axis := range []int{first, second} {
		rest = append(append(rest, inputs[i][:axis]...), inputs[i][axis+1:]...)
	}
	if len(rest) == 0 {
		return Shape{1}, nil
	}
	return rest, nil
}

// RowAxes are the two axes, counted within a row.
func (c *Dot) RowAxes(inputs []Shape) (first, second int, err error) {
	if first, err = rowAxis(c.Axes[0], inputs[0]); err == nil {
		second, err = rowAxis(c.Axes[1], inputs[1])
	}
	return first, second, err
}

package spec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

func init() { register(func() Config { return new(RepeatVector) }) }

// RepeatVector repeats a row with one axis along a new one before it.
type RepeatVector struct {
	N int `json:"n"`
}

func (*RepeatVector) Class() string { return "RepeatVector" }

func (c *RepeatVector) OutputShape(inputs []Shape) (Shape, error) {
	if len(inputs[0]) != 1 {
		return nil, &fault.Error{
			Expected: "rows with one axis",
			Got:      "rows of shape " + inputs[0].String(),
			Fix:      fmt.Sprintf("nnlib.Flatten() before nnlib.RepeatVector(%d)", c.N),
		}
	}
	return Shape{c.N, inputs[0][0]}, nil
}

func (*RepeatVector) Weights([]Shape) []Weight { return nil }

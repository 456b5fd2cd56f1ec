package spec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

func init() { register(func() Config { return new(Concatenate) }) }

// Concatenate lays inputs end to end along an axis.
type Concatenate struct {
	Axis int `json:"axis"` // as Keras counts: 0 is the batch, -1 the last
}

func (*Concatenate) Class() string            { return "Concatenate" }
func (*Concatenate) arity() (least, most int) { return 1, anyNumber }
func (*Concatenate) Weights([]Shape) []Weight { return nil }

func (c *Concatenate) OutputShape(inputs []Shape) (Shape, error) {
	axis, err := rowAxis(c.Axis, inputs[0])
	if err != nil {
		return nil, err
	}
	joined := append(Shape{}, inputs[0]...)
	for _, shape := range inputs[1:] {
		fits := len(shape) == len(joined)
		for i := range shape {
			fits = fits && (i == axis || shape[i] == joined[i])
		}
		if !fits {
			return nil, &fault.Error{
				Expected: fmt.Sprintf("inputs of one shape but for axis %d", axis+1),
				Got:      fmt.Sprintf("%v and %v", inputs[0], shape),
				Fix:      "nnlib.Flatten() before it, on each, to join all values of a row",
			}
		}
		joined[axis] += shape[axis]
	}
	return joined, nil
}

// rowAxis turns an axis as Keras counts, with the batch as 0, into one of a row.
func rowAxis(axis int, row Shape) (int, error) {
	at := axis - 1
	if axis < 0 {
		at = axis + len(row)
	}
	if at < 0 || at >= len(row) {
		return 0, &fault.Error{
			Expected: fmt.Sprintf("an axis from 1 to %d, or from -%d to -1: 0 is the batch", len(row), len(row)),
			Got:      fmt.Sprint(axis),
			Fix:      "-1, the last axis",
		}
	}
	return at, nil
}

package spec

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/fault"
)

func init() { register(func() Config { return new(Permute) }) }

// Permute puts a row's axes in another order.
type Permute struct {
	Dims []int `json:"dims"` // axes counted from 1
}

func (*Permute) Class() string { return "Permute" }

func (c *Permute) OutputShape(inputs []Shape) (Shape, error) {
	in, out := inputs[0], Shape{}
	order := slices.Sorted(slices.Values(c.Dims))
	for i, dim := range order {
		if dim != i+1 || len(order) != len(in) {
			order = nil
		}
	}
	if len(order) != len(in) || len(in) == 0 {
		return nil, &fault.Error{
			Expected: fmt.Sprintf("each axis of rows of shape %v once, counted from 1", in),
			Got:      fmt.Sprint(c.Dims),
			Fix:      "nnlib.Permute(2, 1) for rows with two axes",
		}
	}
	for _, dim := range c.Dims {
		out = append(out, in[dim-1])
	}
	return out, nil
}

func (*Permute) Weights([]Shape) []Weight { return nil }

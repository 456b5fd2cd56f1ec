package spec

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/fault"
)

func init() { register(func() Config { return new(Reshape) }) }

// Reshape lays a row's values out in another shape.
type Reshape struct {
	TargetShape []int `json:"target_shape"` // one size may be -1: what is left
}

func (*Reshape) Class() string { return "Reshape" }

func (c *Reshape) OutputShape(inputs []Shape) (Shape, error) {
	out, known, open := slices.Clone(Shape(c.TargetShape)), 1, -1
	for i, size := range out {
		switch {
		case size == -1 && open < 0:
			open = i
		case size < 1 || size > inputs[0].Size():
			return nil, c.misfit(inputs[0])
		default:
			known = min(known*size, inputs[0].Size()+1)
		}
	}
	if open >= 0 {
		out[open] = inputs[0].Size() / known
		known *= out[open]
	}
	if known != inputs[0].Size() {
		return nil, c.misfit(inputs[0])
	}
	return out, nil
}

func (c *Reshape) misfit(in Shape) error {
	return &fault.Error{
		Expected: fmt.Sprintf("a shape for the %d values of rows of shape %v, with at most one -1", in.Size(), in),
		Got:      fmt.Sprint(c.TargetShape),
		Fix:      fmt.Sprintf("nnlib.Reshape(%d), or nnlib.Reshape(-1)", in.Size()),
	}
}

func (*Reshape) Weights([]Shape) []Weight { return nil }

package spec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

func init() { register(func() Config { return new(GroupNormalization) }) }

// GroupNormalization brings each group of a row's channels to the mean 0 and the
// variance 1.
type GroupNormalization struct {
	Groups int `json:"groups"` // -1: one for each channel
	Axis   int `json:"axis"`   // of the channels, as Keras counts, the batch being 0
	Affine
}

func (*GroupNormalization) Class() string { return "GroupNormalization" }

func (c *GroupNormalization) OutputShape(inputs []Shape) (Shape, error) {
	if _, err := inputs[0].axes(c.Axis); err != nil {
		return nil, err
	}
	channels := inputs[0].sizes(c.Axis)[0]
	if c.Groups != -1 && (c.Groups < 1 || channels%c.Groups != 0) {
		return nil, &fault.Error{
			Expected: fmt.Sprintf("a number of groups that divides the %d channels", channels),
			Got:      fmt.Sprint(c.Groups),
			Fix:      fmt.Sprintf("nnlib.GroupNormalization(%d)", channels),
		}
	}
	return inputs[0], nil
}

func (c *GroupNormalization) Weights(inputs []Shape) []Weight {
	return c.weights(inputs[0].sizes(c.Axis))
}

package spec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

func init() {
	register(func() Config { return new(SpatialDropout1D) })
	register(func() Config { return new(SpatialDropout2D) })
}

// SpatialDropout1D zeroes a share of the channels of series while training.
type SpatialDropout1D struct{ Dropout }

func (*SpatialDropout1D) Class() string { return "SpatialDropout1D" }

func (*SpatialDropout1D) OutputShape(inputs []Shape) (Shape, error) {
	return withAxes(inputs[0], 2, "nnlib.Input(steps, channels)")
}

// SpatialDropout2D zeroes a share of the channels of images while training.
type SpatialDropout2D struct{ Dropout }

func (*SpatialDropout2D) Class() string { return "SpatialDropout2D" }

func (*SpatialDropout2D) OutputShape(inputs []Shape) (Shape, error) {
	return withAxes(inputs[0], 3, "nnlib.Input(height, width, channels)")
}

// withAxes returns a shape if it has so many axes.
func withAxes(in Shape, axes int, fix string) (Shape, error) {
	if len(in) != axes {
		return nil, &fault.Error{
			Expected: fmt.Sprintf("rows with %d axes", axes),
			Got:      "rows of shape " + in.String(),
			Fix:      fix,
		}
	}
	return in, nil
}

package spec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

func init() {
	register(func() Config { return new(ZeroPadding2D) })
	register(func() Config { return new(Cropping2D) })
}

// Border counts pixels: above and below, to the left and to the right.
type Border [2][2]int

// check bounds what comes from outside.
func (b Border) check() error {
	for _, axis := range b {
		for _, n := range axis {
			if n < 0 || n > most {
				return fmt.Errorf("a border of %v is not possible", b)
			}
		}
	}
	return nil
}

// ZeroPadding2D puts zeros around images.
type ZeroPadding2D struct {
	Padding Border `json:"padding"`
}

func (*ZeroPadding2D) Class() string            { return "ZeroPadding2D" }
func (*ZeroPadding2D) Weights([]Shape) []Weight { return nil }

func (c *ZeroPadding2D) OutputShape(inputs []Shape) (Shape, error) {
	in, b := inputs[0], c.Padding
	if err := checkImage(2, in); err != nil {
		return nil, err
	}
	return Shape{in[0] + b[0][0] + b[0][1], in[1] + b[1][0] + b[1][1], in[2]}, b.check()
}

// Cropping2D cuts the border of images off.
type Cropping2D struct {
	Cropping Border `json:"cropping"`
}

func (*Cropping2D) Class() string            { return "Cropping2D" }
func (*Cropping2D) Weights([]Shape) []Weight { return nil }

func (c *Cropping2D) OutputShape(inputs []Shape) (Shape, error) {
	in, b := inputs[0], c.Cropping
	if err := checkImage(2, in); err != nil {
		return nil, err
	}
	out := Shape{in[0] - b[0][0] - b[0][1], in[1] - b[1][0] - b[1][1], in[2]}
	if out[0] < 1 || out[1] < 1 {
		return nil, &fault.Error{
			Expected: fmt.Sprintf("images larger than the border of %v that is cut off", b),
			Got:      in.String(),
			Fix:      "nnlib.Cropping2D(1), or larger images",
		}
	}
	return out, b.check()
}

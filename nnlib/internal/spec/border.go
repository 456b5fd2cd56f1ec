package spec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

func init() {
	register(func() Config { return new(ZeroPadding1D) })
	register(func() Config { return new(ZeroPadding2D) })
	register(func() Config { return new(Cropping1D) })
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

// Ends counts steps: before the first and after the last.
type Ends [2]int

func (e Ends) check() error { return Border{e}.check() }

// ZeroPadding1D puts zeros around sequences.
type ZeroPadding1D struct {
	Padding Ends `json:"padding"`
}

func (*ZeroPadding1D) Class() string            { return "ZeroPadding1D" }
func (*ZeroPadding1D) Weights([]Shape) []Weight { return nil }

func (c *ZeroPadding1D) OutputShape(inputs []Shape) (Shape, error) {
	in, e := inputs[0], c.Padding
	if err := checkImage(1, in); err != nil {
		return nil, err
	}
	return Shape{in[0] + e[0] + e[1], in[1]}, e.check()
}

// Cropping1D cuts the ends of sequences off.
type Cropping1D struct {
	Cropping Ends `json:"cropping"`
}

func (*Cropping1D) Class() string            { return "Cropping1D" }
func (*Cropping1D) Weights([]Shape) []Weight { return nil }

func (c *Cropping1D) OutputShape(inputs []Shape) (Shape, error) {
	in, e := inputs[0], c.Cropping
	if err := checkImage(1, in); err != nil {
		return nil, err
	}
	out := Shape{in[0] - e[0] - e[1], in[1]}
	if out[0] < 1 {
		return nil, &fault.Error{
			Expected: fmt.Sprintf("sequences longer than the ends of %v that are cut off", e),
			Got:      in.String(),
			Fix:      "nnlib.Cropping1D(1), or longer sequences",
		}
	}
	return out, e.check()
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

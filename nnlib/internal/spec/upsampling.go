package spec

import "fmt"

func init() {
	register(func() Config { return new(UpSampling1D) })
	register(func() Config { return new(UpSampling2D) })
}

// What lies between pixels when an image grows.
const (
	Nearest  = "nearest"  // the next pixel again
	Bilinear = "bilinear" // straight lines
)

// UpSampling1D makes sequences longer, each step several times.
type UpSampling1D struct {
	Size int `json:"size"`
}

func (*UpSampling1D) Class() string            { return "UpSampling1D" }
func (*UpSampling1D) Weights([]Shape) []Weight { return nil }

func (c *UpSampling1D) OutputShape(inputs []Shape) (Shape, error) {
	in := inputs[0]
	if err := checkImage(1, in); err != nil {
		return nil, err
	}
	if c.Size < 1 || c.Size > most {
		return nil, fmt.Errorf("upsampling by %d is not possible", c.Size)
	}
	return Shape{in[0] * c.Size, in[1]}, nil
}

// UpSampling2D makes images larger.
type UpSampling2D struct {
	Size          []int  `json:"size"`
	Interpolation string `json:"interpolation"`
}

func (*UpSampling2D) Class() string            { return "UpSampling2D" }
func (*UpSampling2D) Weights([]Shape) []Weight { return nil }

func (c *UpSampling2D) OutputShape(inputs []Shape) (Shape, error) {
	in := inputs[0]
	if err := checkImage(2, in); err != nil {
		return nil, err
	}
	if len(c.Size) != 2 || c.Size[0] < 1 || c.Size[0] > most || c.Size[1] < 1 || c.Size[1] > most {
		return nil, fmt.Errorf("upsampling by %v is not possible", c.Size)
	}
	if c.Interpolation != Nearest && c.Interpolation != Bilinear {
		return nil, fmt.Errorf("unknown interpolation %q", c.Interpolation)
	}
	return Shape{in[0] * c.Size[0], in[1] * c.Size[1], in[2]}, nil
}

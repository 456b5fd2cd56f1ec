package spec

import "fmt"

func init() { register(func() Config { return new(RandomFlip) }) }

// How images are mirrored.
const (
	Horizontal            = "horizontal"
	Vertical              = "vertical"
	HorizontalAndVertical = "horizontal_and_vertical"
)

// RandomFlip mirrors half of the images while training.
type RandomFlip struct {
	Mode string `json:"mode"`
}

func (*RandomFlip) Class() string            { return "RandomFlip" }
func (*RandomFlip) Weights([]Shape) []Weight { return nil }

func (c *RandomFlip) OutputShape(inputs []Shape) (Shape, error) {
	switch c.Mode {
	case Horizontal, Vertical, HorizontalAndVertical:
		return inputs[0], checkImage(2, inputs[0])
	}
	return nil, fmt.Errorf("unknown mode %q", c.Mode)
}

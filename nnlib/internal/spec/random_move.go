package spec

import "fmt"

func init() {
	register(func() Config { return new(RandomRotation) })
	register(func() Config { return new(RandomTranslation) })
	register(func() Config { return new(RandomZoom) })
}

// Range is from where to where something is random.
type Range [2]float64

// What is seen beyond an image's border.
const (
	FillReflect  = "reflect"  // the image mirrored: d c b a | a b c d | d c b a
	FillWrap     = "wrap"     // the image again: a b c d | a b c d | a b c d
	FillNearest  = "nearest"  // its border: a a a a | a b c d | d d d d
	FillConstant = "constant" // one value
)

// Move are the settings of layers that move images while training.
type Move struct {
	FillMode      string  `json:"fill_mode"`
	FillValue     float64 `json:"fill_value"`
	Interpolation string  `json:"interpolation"`
}

func (c *Move) OutputShape(inputs []Shape) (Shape, error) {
	if c.Interpolation != Nearest && c.Interpolation != Bilinear {
		return nil, fmt.Errorf("unknown interpolation %q", c.Interpolation)
	}
	switch c.FillMode {
	case FillReflect, FillWrap, FillNearest, FillConstant:
		return inputs[0], checkImage(2, inputs[0])
	}
	return nil, fmt.Errorf("unknown fill mode %q", c.FillMode)
}

func (*Move) Weights([]Shape) []Weight { return nil }

// RandomRotation turns images.
type RandomRotation struct {
	Factor Range `json:"factor"` // of a full turn
	Move
}

func (*RandomRotation) Class() string { return "RandomRotation" }

// RandomTranslation shifts images.
type RandomTranslation struct {
	HeightFactor Range `json:"height_factor"` // of the height, downwards
	WidthFactor  Range `json:"width_factor"`  // of the width, to the right
	Move
}

func (*RandomTranslation) Class() string { return "RandomTranslation" }

// RandomZoom shows a smaller or a larger part of images.
type RandomZoom struct {
	HeightFactor Range  `json:"height_factor"` // below 0 zooms in
	WidthFactor  *Range `json:"width_factor"`  // nil: as the height
	Move
}

func (*RandomZoom) Class() string { return "RandomZoom" }

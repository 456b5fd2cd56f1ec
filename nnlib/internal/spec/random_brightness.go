package spec

func init() { register(func() Config { return new(RandomBrightness) }) }

// RandomBrightness makes images darker or brighter while training.
type RandomBrightness struct {
	Factor     Range `json:"factor"`      // what is added, as a share of the value range
	ValueRange Range `json:"value_range"` // what pixels are cut off at
}

func (*RandomBrightness) Class() string            { return "RandomBrightness" }
func (*RandomBrightness) Weights([]Shape) []Weight { return nil }

func (c *RandomBrightness) OutputShape(inputs []Shape) (Shape, error) {
	return inputs[0], checkImage(2, inputs[0])
}

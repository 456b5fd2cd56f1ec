package spec

func init() { register(func() Config { return new(RandomContrast) }) }

// RandomContrast moves pixels towards their mean or away from it while training.
type RandomContrast struct {
	Factor     Range `json:"factor"`      // how much less and how much more
	ValueRange Range `json:"value_range"` // what pixels are cut off at
}

func (*RandomContrast) Class() string            { return "RandomContrast" }
func (*RandomContrast) Weights([]Shape) []Weight { return nil }

func (c *RandomContrast) OutputShape(inputs []Shape) (Shape, error) {
	return inputs[0], checkImage(2, inputs[0])
}

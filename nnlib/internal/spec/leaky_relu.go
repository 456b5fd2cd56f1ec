package spec

func init() { register(func() Config { return new(LeakyReLULayer) }) }

// LeakyReLULayer is x, or a share of it below zero.
type LeakyReLULayer struct {
	NegativeSlope float64 `json:"negative_slope"`
}

func (*LeakyReLULayer) Class() string                             { return "LeakyReLU" }
func (*LeakyReLULayer) OutputShape(inputs []Shape) (Shape, error) { return inputs[0], nil }
func (*LeakyReLULayer) Weights([]Shape) []Weight                  { return nil }

package spec

func init() { register(func() Config { return new(ReLULayer) }) }

// ReLULayer is x from a threshold up to a largest value, and below the threshold a
// straight line that is 0 there.
type ReLULayer struct {
	MaxValue      *float64 `json:"max_value"` // nil for none
	NegativeSlope float64  `json:"negative_slope"`
	Threshold     float64  `json:"threshold"`
}

func (*ReLULayer) Class() string                             { return "ReLU" }
func (*ReLULayer) OutputShape(inputs []Shape) (Shape, error) { return inputs[0], nil }
func (*ReLULayer) Weights([]Shape) []Weight                  { return nil }

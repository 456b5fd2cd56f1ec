package spec

func init() { register(func() Config { return new(Dropout) }) }

// Dropout zeroes a share of its inputs while training.
type Dropout struct {
	Rate float64 `json:"rate"` // from 0 up to, not including, 1
}

func (*Dropout) Class() string                             { return "Dropout" }
func (*Dropout) OutputShape(inputs []Shape) (Shape, error) { return inputs[0], nil }
func (*Dropout) Weights([]Shape) []Weight                  { return nil }

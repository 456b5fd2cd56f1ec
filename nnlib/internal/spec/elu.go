package spec

func init() { register(func() Config { return new(ELULayer) }) }

// ELULayer is x, or alpha·(eˣ-1) below zero.
type ELULayer struct {
	Alpha float64 `json:"alpha"`
}

func (*ELULayer) Class() string                             { return "ELU" }
func (*ELULayer) OutputShape(inputs []Shape) (Shape, error) { return inputs[0], nil }
func (*ELULayer) Weights([]Shape) []Weight                  { return nil }

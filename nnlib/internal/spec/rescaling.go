package spec

func init() { register(func() Config { return new(Rescaling) }) }

// Rescaling is x·scale + offset.
type Rescaling struct {
	Scale  float64 `json:"scale"`
	Offset float64 `json:"offset"`
}

func (*Rescaling) Class() string                             { return "Rescaling" }
func (*Rescaling) OutputShape(inputs []Shape) (Shape, error) { return inputs[0], nil }
func (*Rescaling) Weights([]Shape) []Weight                  { return nil }

package spec

func init() { register(func() Config { return new(Activation) }) }

// Activation applies a function.
type Activation struct {
	Activation Object `json:"activation"`
}

func (*Activation) Class() string { return "Activation" }

func (c *Activation) OutputShape(inputs []Shape) (Shape, error) {
	return c.Activation.activated(inputs[0])
}

func (*Activation) Weights([]Shape) []Weight { return nil }

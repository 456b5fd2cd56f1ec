package spec

func init() { register(func() Config { return new(Input) }) }

// Input is where data comes in.
type Input struct {
	Shape Shape `json:"shape"`
}

func (*Input) Class() string                        { return "InputLayer" }
func (c *Input) OutputShape([]Shape) (Shape, error) { return c.Shape, nil }
func (*Input) Weights([]Shape) []Weight             { return nil }
func (*Input) arity() (least, most int)             { return 0, 0 }

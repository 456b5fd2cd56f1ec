package spec

func init() { register(func() Config { return new(Flatten) }) }

// Flatten lays a row's axes end to end.
type Flatten struct{}

func (*Flatten) Class() string                             { return "Flatten" }
func (*Flatten) OutputShape(inputs []Shape) (Shape, error) { return Shape{inputs[0].Size()}, nil }
func (*Flatten) Weights([]Shape) []Weight                  { return nil }

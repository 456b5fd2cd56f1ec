package spec

func init() { register(func() Config { return new(UnitNormalization) }) }

// UnitNormalization brings each row, along some axes, to the norm 1.
type UnitNormalization struct {
	Axis []int `json:"axis"` // as Keras counts, the batch being 0
}

func (*UnitNormalization) Class() string { return "UnitNormalization" }

func (c *UnitNormalization) OutputShape(inputs []Shape) (Shape, error) {
	_, err := inputs[0].axes(c.Axis...)
	return inputs[0], err
}

func (*UnitNormalization) Weights([]Shape) []Weight { return nil }

package spec

func init() { register(func() Config { return new(LayerNormalization) }) }

// LayerNormalization brings each row, along some axes, to the mean 0 and the
// variance 1.
type LayerNormalization struct {
	Axis []int `json:"axis"` // as Keras counts, the batch being 0
	Affine
}

func (*LayerNormalization) Class() string { return "LayerNormalization" }

func (c *LayerNormalization) OutputShape(inputs []Shape) (Shape, error) {
	_, err := inputs[0].axes(c.Axis...)
	return inputs[0], err
}

func (c *LayerNormalization) Weights(inputs []Shape) []Weight {
	return c.weights(inputs[0].sizes(c.Axis...))
}

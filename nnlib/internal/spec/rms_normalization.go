package spec

func init() { register(func() Config { return new(RMSNormalization) }) }

// RMSNormalization divides each row, along some axes, by the root of the mean of
// its squares.
type RMSNormalization struct {
	Axis    []int   `json:"axis"` // as Keras counts, the batch being 0
	Epsilon float64 `json:"epsilon"`
}

func (*RMSNormalization) Class() string { return "RMSNormalization" }

func (c *RMSNormalization) OutputShape(inputs []Shape) (Shape, error) {
	_, err := inputs[0].axes(c.Axis...)
	return inputs[0], err
}

func (c *RMSNormalization) Weights(inputs []Shape) []Weight {
	shape := inputs[0].sizes(c.Axis...)
	return []Weight{{Name: "scale", Shape: shape, Initializer: Object{Class: Ones}, Trainable: true}}
}

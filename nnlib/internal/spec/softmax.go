package spec

func init() { register(func() Config { return new(SoftmaxLayer) }) }

// SoftmaxLayer makes probabilities along an axis.
type SoftmaxLayer struct {
	Axis int `json:"axis"` // as Keras counts, the batch being 0
}

func (*SoftmaxLayer) Class() string { return "Softmax" }

func (c *SoftmaxLayer) OutputShape(inputs []Shape) (Shape, error) {
	_, err := inputs[0].axes(c.Axis)
	return inputs[0], err
}

func (*SoftmaxLayer) Weights([]Shape) []Weight { return nil }

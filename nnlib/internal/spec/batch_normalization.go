package spec

func init() { register(func() Config { return new(BatchNormalization) }) }

// BatchNormalization brings each feature to the mean 0 and the variance 1: those
// of the batch while training, else of the batches so far.
type BatchNormalization struct {
	Axis     int     `json:"axis"` // of the features, as Keras counts, the batch being 0
	Momentum float64 `json:"momentum"`
	Affine

	MovingMeanInitializer     Object `json:"moving_mean_initializer"`
	MovingVarianceInitializer Object `json:"moving_variance_initializer"`
}

func (*BatchNormalization) Class() string { return "BatchNormalization" }

func (c *BatchNormalization) OutputShape(inputs []Shape) (Shape, error) {
	_, err := inputs[0].axes(c.Axis)
	return inputs[0], err
}

func (c *BatchNormalization) Weights(inputs []Shape) []Weight {
	shape := inputs[0].sizes(c.Axis)
	return append(c.weights(shape),
		Weight{Name: "moving_mean", Shape: shape, Initializer: c.MovingMeanInitializer},
		Weight{Name: "moving_variance", Shape: shape, Initializer: c.MovingVarianceInitializer})
}

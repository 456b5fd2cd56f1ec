package spec

import "slices"

func init() { register(func() Config { return new(PReLU) }) }

// PReLU is x, or below zero a share of it that is learned: one for each value of a
// row, or shared along some axes.
type PReLU struct {
	AlphaInitializer Object  `json:"alpha_initializer"`
	AlphaRegularizer *Object `json:"alpha_regularizer"`
	AlphaConstraint  *Object `json:"alpha_constraint"`
	SharedAxes       []int   `json:"shared_axes"` // as Keras counts, the batch being 0
}

func (*PReLU) Class() string { return "PReLU" }

func (c *PReLU) OutputShape(inputs []Shape) (Shape, error) {
	_, err := inputs[0].axes(c.SharedAxes...)
	return inputs[0], err
}

func (c *PReLU) Weights(inputs []Shape) []Weight {
	shape := slices.Clone(inputs[0])
	shared, _ := inputs[0].axes(c.SharedAxes...)
	for _, axis := range shared {
		shape[axis] = 1
	}
	return []Weight{{
		Name: "alpha", Shape: shape, Initializer: c.AlphaInitializer, Trainable: true,
		Regularizer: c.AlphaRegularizer, Constraint: c.AlphaConstraint,
	}}
}

package spec

import "nnbook/nnlib/internal/fault"

func init() { register(func() Config { return new(Dense) }) }

// Dense is the fully connected layer, on the last axis.
type Dense struct {
	Units             int    `json:"units"`
	Activation        Object `json:"activation"`
	UseBias           bool   `json:"use_bias"`
	KernelInitializer Object `json:"kernel_initializer"`
	BiasInitializer   Object `json:"bias_initializer"`
	Bounds
}

func (*Dense) Class() string { return "Dense" }

func (c *Dense) OutputShape(inputs []Shape) (Shape, error) {
	in := inputs[0]
	if len(in) == 0 {
		return nil, &fault.Error{
			Expected: "rows with at least one axis",
			Got:      "single numbers, shape " + in.String(),
			Fix:      "nnlib.Input(1) for one feature a row",
		}
	}
	out := append(Shape{}, in...)
	out[len(out)-1] = c.Units
	return c.Activation.activated(out)
}

func (c *Dense) Weights(inputs []Shape) []Weight {
	in := inputs[0][len(inputs[0])-1]
	weights := []Weight{{Name: "kernel", Shape: []int{in, c.Units}, Initializer: c.KernelInitializer, Trainable: true}}
	if c.UseBias {
		weights = append(weights, Weight{Name: "bias", Shape: []int{c.Units}, Initializer: c.BiasInitializer, Trainable: true})
	}
	return c.bounded(weights)
}

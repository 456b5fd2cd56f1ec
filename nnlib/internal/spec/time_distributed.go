package spec

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
)

func init() { register(func() Config { return new(TimeDistributed) }) }

// TimeDistributed applies one layer to each step.
type TimeDistributed struct {
	Layer Layer `json:"layer"`
}

func (*TimeDistributed) Class() string { return "TimeDistributed" }

func (c *TimeDistributed) Inner() []Config { return []Config{c.Layer.Config} }

func (c *TimeDistributed) validate() error { return validateInner(c) }

func (c *TimeDistributed) OutputShape(inputs []Shape) (Shape, error) {
	in := inputs[0]
	if c.Layer.Config == nil {
		return nil, &fault.Error{Expected: "a layer", Got: "none", Fix: "nnlib.TimeDistributed(nnlib.Dense(10))"}
	}
	if least, most := Arity(c.Layer.Config); least > 1 || most < 1 {
		return nil, &fault.Error{Expected: "a layer of one input", Got: c.Layer.Config.Class(), Fix: "nnlib.TimeDistributed(nnlib.Dense(10))"}
	}
	if c.Layer.Config.Class() == "BatchNormalization" {
		return nil, &fault.Error{
			Expected: "a layer that sees each row alone",
			Got:      "BatchNormalization, which Keras would let count each step by itself",
			Fix:      "nnlib.BatchNormalization() as it is, which counts all steps together",
		}
	}
	if len(in) < 2 {
		return nil, &fault.Error{
			Expected: "rows of steps, each with one axis or more, as of shape (None, 10, 8)",
			Got:      "shape " + in.String(),
			Fix:      fmt.Sprintf("nnlib.%s(…) as it is, or nnlib.Input(steps, features)", c.Layer.Config.Class()),
		}
	}
	out, err := c.Layer.Config.OutputShape([]Shape{in[1:]})
	if err != nil {
		return nil, err
	}
	return append(Shape{in[0]}, out...), nil
}

func (c *TimeDistributed) Weights(inputs []Shape) []Weight {
	return c.Layer.Config.Weights([]Shape{inputs[0][1:]})
}

package spec

func init() { register(func() Config { return new(ActivityRegularization) }) }

// ActivityRegularization passes its input on, and adds to the loss.
type ActivityRegularization struct {
	L1 float64 `json:"l1"`
	L2 float64 `json:"l2"`
}

func (*ActivityRegularization) Class() string                             { return "ActivityRegularization" }
func (*ActivityRegularization) OutputShape(inputs []Shape) (Shape, error) { return inputs[0], nil }
func (*ActivityRegularization) Weights([]Shape) []Weight                  { return nil }

// Activity is the regularizer of the output.
func (c *ActivityRegularization) Activity() *Object {
	return &Object{Class: L1L2, Params: Numbers{"l1": c.L1, "l2": c.L2}}
}

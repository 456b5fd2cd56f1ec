package spec

func init() { register(func() Config { return new(LSTM) }) }

// LSTM is the recurrent layer with a memory that gates guard. Its gates are, in
// this order: input, forget, cell, output.
type LSTM struct {
	Recurrent
	RecurrentActivation Object `json:"recurrent_activation"`
	UnitForgetBias      bool   `json:"unit_forget_bias"` // the forget gate's bias starts at 1
}

func (*LSTM) Class() string { return "LSTM" }

func (c *LSTM) Reversed() Recurrence {
	reversed := *c
	reversed.GoBackwards = !c.GoBackwards
	return &reversed
}

func (c *LSTM) Weights(inputs []Shape) []Weight {
	bias := c.BiasInitializer
	if c.UnitForgetBias {
		bias.Class = UnitForgetBias + bias.Class
	}
	return c.gated(4, inputs, []int{4 * c.Units}, bias)
}

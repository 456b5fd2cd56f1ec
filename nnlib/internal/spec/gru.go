package spec

func init() { register(func() Config { return new(GRU) }) }

// GRU is the recurrent layer whose gates are, in this order: update, reset,
// candidate.
type GRU struct {
	Recurrent
	RecurrentActivation Object `json:"recurrent_activation"`
	ResetAfter          bool   `json:"reset_after"` // the reset gate acts on the state's product, not on the state
}

func (*GRU) Class() string { return "GRU" }

func (c *GRU) Reversed() Recurrence {
	reversed := *c
	reversed.GoBackwards = !c.GoBackwards
	return &reversed
}

func (c *GRU) Weights(inputs []Shape) []Weight {
	bias := []int{3 * c.Units}
	if c.ResetAfter {
		bias = []int{2, 3 * c.Units} // the inputs' and the state's
	}
	return c.gated(3, inputs, bias, c.BiasInitializer)
}

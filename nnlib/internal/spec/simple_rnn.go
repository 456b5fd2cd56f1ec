package spec

func init() { register(func() Config { return new(SimpleRNN) }) }

// SimpleRNN is the recurrent layer whose output is its state.
type SimpleRNN struct{ Recurrent }

func (*SimpleRNN) Class() string { return "SimpleRNN" }

func (c *SimpleRNN) Reversed() Recurrence {
	reversed := *c
	reversed.GoBackwards = !c.GoBackwards
	return &reversed
}

func (c *SimpleRNN) Weights(inputs []Shape) []Weight {
	return c.gated(1, inputs, []int{c.Units}, c.BiasInitializer)
}

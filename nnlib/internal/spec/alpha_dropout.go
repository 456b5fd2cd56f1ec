package spec

func init() { register(func() Config { return new(AlphaDropout) }) }

// AlphaDropout sets a share of its inputs to SELU's lowest value while training.
type AlphaDropout struct{ Dropout }

func (*AlphaDropout) Class() string { return "AlphaDropout" }

package spec

func init() {
	register(func() Config { return new(GaussianNoise) })
	register(func() Config { return new(GaussianDropout) })
}

// GaussianNoise adds noise while training.
type GaussianNoise struct {
	Stddev float64 `json:"stddev"` // 0 or above
}

func (*GaussianNoise) Class() string                             { return "GaussianNoise" }
func (*GaussianNoise) OutputShape(inputs []Shape) (Shape, error) { return inputs[0], nil }
func (*GaussianNoise) Weights([]Shape) []Weight                  { return nil }

// GaussianDropout multiplies by noise around 1 while training.
type GaussianDropout struct{ Dropout }

func (*GaussianDropout) Class() string { return "GaussianDropout" }

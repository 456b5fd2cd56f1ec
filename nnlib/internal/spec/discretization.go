package spec

func init() { register(func() Config { return new(Discretization) }) }

// Discretization replaces numbers by that of the bin in which they lie: how many
// boundaries are no larger.
type Discretization struct {
	BinBoundaries []float64 `json:"bin_boundaries"`
	OutputMode    string    `json:"output_mode"`
}

func (*Discretization) Class() string { return "Discretization" }

func (c *Discretization) OutputShape(inputs []Shape) (Shape, error) {
	return encoded(c.OutputMode, inputs[0], len(c.BinBoundaries)+1)
}

func (*Discretization) Weights([]Shape) []Weight { return nil }

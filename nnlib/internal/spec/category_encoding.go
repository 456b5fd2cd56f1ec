package spec

func init() { register(func() Config { return new(CategoryEncoding) }) }

// CategoryEncoding writes numbers of categories as zeros and ones.
type CategoryEncoding struct {
	NumTokens  int    `json:"num_tokens"`
	OutputMode string `json:"output_mode"` // not AsInt
}

func (*CategoryEncoding) Class() string { return "CategoryEncoding" }

func (c *CategoryEncoding) OutputShape(inputs []Shape) (Shape, error) {
	return encoded(c.OutputMode, inputs[0], c.NumTokens)
}

func (*CategoryEncoding) Weights([]Shape) []Weight { return nil }

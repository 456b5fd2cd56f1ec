package spec

func init() { register(func() Config { return new(Embedding) }) }

// Embedding looks a vector up for each class number.
type Embedding struct {
	InputDim              int    `json:"input_dim"` // classes, from 0
	OutputDim             int    `json:"output_dim"`
	EmbeddingsInitializer Object `json:"embeddings_initializer"`
	MaskZero              bool   `json:"mask_zero"` // class 0 is padding, which the layers behind skip
}

func (*Embedding) Class() string { return "Embedding" }

func (c *Embedding) OutputShape(inputs []Shape) (Shape, error) {
	return append(append(Shape{}, inputs[0]...), c.OutputDim), nil
}

func (c *Embedding) Weights([]Shape) []Weight {
	return []Weight{{Name: "embeddings", Shape: []int{c.InputDim, c.OutputDim}, Initializer: c.EmbeddingsInitializer, Trainable: true}}
}

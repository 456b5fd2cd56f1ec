package spec

func init() { register(func() Config { return new(IntegerLookup) }) }

// IntegerLookup replaces whole numbers by their places in a vocabulary, which begin
// after that of all unknown numbers. The mask has place 0, before them, or none where
// places become zeros and ones.
type IntegerLookup struct {
	Vocabulary []int  `json:"vocabulary"`
	MaskToken  *int   `json:"mask_token"` // nil for none
	OutputMode string `json:"output_mode"`
}

func (*IntegerLookup) Class() string { return "IntegerLookup" }

// Unknown is the place of numbers that are not in the vocabulary.
func (c *IntegerLookup) Unknown() int {
	if c.MaskToken != nil && c.OutputMode == AsInt {
		return 1
	}
	return 0
}

func (c *IntegerLookup) OutputShape(inputs []Shape) (Shape, error) {
	return encoded(c.OutputMode, inputs[0], c.Unknown()+1+len(c.Vocabulary))
}

func (*IntegerLookup) Weights([]Shape) []Weight { return nil }

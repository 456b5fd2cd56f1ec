package spec

func init() {
	register(func() Config { return new(GlobalMaxPooling1D) })
	register(func() Config { return new(GlobalMaxPooling2D) })
	register(func() Config { return new(GlobalAveragePooling1D) })
	register(func() Config { return new(GlobalAveragePooling2D) })
}

type (
	GlobalMaxPooling1D     struct{ GlobalPool } // the largest of all steps
	GlobalMaxPooling2D     struct{ GlobalPool } // the largest of all pixels
	GlobalAveragePooling1D struct{ GlobalPool } // the mean of all steps
	GlobalAveragePooling2D struct{ GlobalPool } // the mean of all pixels
)

func (*GlobalMaxPooling1D) Class() string     { return "GlobalMaxPooling1D" }
func (*GlobalMaxPooling2D) Class() string     { return "GlobalMaxPooling2D" }
func (*GlobalAveragePooling1D) Class() string { return "GlobalAveragePooling1D" }
func (*GlobalAveragePooling2D) Class() string { return "GlobalAveragePooling2D" }

func (c *GlobalMaxPooling1D) OutputShape(in []Shape) (Shape, error)     { return c.shape(1, in[0]) }
func (c *GlobalMaxPooling2D) OutputShape(in []Shape) (Shape, error)     { return c.shape(2, in[0]) }
func (c *GlobalAveragePooling1D) OutputShape(in []Shape) (Shape, error) { return c.shape(1, in[0]) }
func (c *GlobalAveragePooling2D) OutputShape(in []Shape) (Shape, error) { return c.shape(2, in[0]) }

// GlobalPool are the settings of a pooling of each channel as a whole.
type GlobalPool struct {
	KeepDims bool `json:"keepdims"` // leaves axes of size 1
}

func (c *GlobalPool) shape(axes int, in Shape) (Shape, error) {
	if err := checkImage(axes, in); err != nil {
		return nil, err
	}
	out := Shape{}
	for range axes {
		if c.KeepDims {
			out = append(out, 1)
		}
	}
	return append(out, in[axes]), nil
}

func (*GlobalPool) Weights([]Shape) []Weight { return nil }

package spec

func init() {
	register(func() Config { return new(MaxPooling1D) })
	register(func() Config { return new(MaxPooling2D) })
	register(func() Config { return new(AveragePooling1D) })
	register(func() Config { return new(AveragePooling2D) })
}

type (
	MaxPooling1D     struct{ Pool } // the largest of some steps
	MaxPooling2D     struct{ Pool } // the largest of a window's pixels
	AveragePooling1D struct{ Pool } // the mean of some steps
	AveragePooling2D struct{ Pool } // the mean of a window's pixels
)

func (*MaxPooling1D) Class() string     { return "MaxPooling1D" }
func (*MaxPooling2D) Class() string     { return "MaxPooling2D" }
func (*AveragePooling1D) Class() string { return "AveragePooling1D" }
func (*AveragePooling2D) Class() string { return "AveragePooling2D" }

// Pool are the settings of a pooling, over as many axes as its size has. Each
// channel is pooled by itself.
type Pool struct {
	PoolSize []int  `json:"pool_size"`
	Strides  []int  `json:"strides"`
	Padding  string `json:"padding"`
}

// Window is what is pooled at a time.
func (c *Pool) Window() Window {
	dilation := make([]int, len(c.PoolSize))
	for i := range dilation {
		dilation[i] = 1
	}
	return Window{c.PoolSize, c.Strides, dilation, c.Padding}
}

func (c *Pool) OutputShape(inputs []Shape) (Shape, error) {
	spans, err := c.Window().Spans(inputs[0])
	if err != nil {
		return nil, err
	}
	return places(spans, inputs[0][len(inputs[0])-1]), nil
}

func (*Pool) Weights([]Shape) []Weight { return nil }

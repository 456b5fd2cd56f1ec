package spec

import "slices"

func init() {
	register(func() Config { return new(DepthwiseConv1D) })
	register(func() Config { return new(DepthwiseConv2D) })
}

// DepthwiseConv1D slides kernels of their own along each channel of sequences.
type DepthwiseConv1D struct{ DepthwiseConv }

// DepthwiseConv2D slides kernels of their own over each channel of images.
type DepthwiseConv2D struct{ DepthwiseConv }

func (*DepthwiseConv1D) Class() string { return "DepthwiseConv1D" }
func (*DepthwiseConv2D) Class() string { return "DepthwiseConv2D" }

// DepthwiseConv are the settings of both, over as many axes as the kernel has.
type DepthwiseConv struct {
	KernelSize           []int  `json:"kernel_size"`
	Strides              []int  `json:"strides"`
	Padding              string `json:"padding"`
	DepthMultiplier      int    `json:"depth_multiplier"`
	DilationRate         []int  `json:"dilation_rate"`
	Activation           Object `json:"activation"`
	UseBias              bool   `json:"use_bias"`
	DepthwiseInitializer Object `json:"depthwise_initializer"`
	BiasInitializer      Object `json:"bias_initializer"`
	Bounds
}

// Window is how the kernels move.
func (c *DepthwiseConv) Window() Window {
	return Window{c.KernelSize, c.Strides, c.DilationRate, c.Padding}
}

func (c *DepthwiseConv) OutputShape(inputs []Shape) (Shape, error) {
	spans, err := c.Window().Spans(inputs[0])
	if err != nil {
		return nil, err
	}
	return c.Activation.activated(places(spans, inputs[0][len(inputs[0])-1]*c.DepthMultiplier))
}

func (c *DepthwiseConv) Weights(inputs []Shape) []Weight {
	channels := inputs[0][len(inputs[0])-1]
	shape := append(slices.Clone(c.KernelSize), channels, c.DepthMultiplier)
	weights := []Weight{{Name: "kernel", Shape: shape, Initializer: c.DepthwiseInitializer, Trainable: true}}
	if c.UseBias {
		weights = append(weights, Weight{Name: "bias", Shape: []int{channels * c.DepthMultiplier}, Initializer: c.BiasInitializer, Trainable: true})
	}
	return c.bounded(weights)
}

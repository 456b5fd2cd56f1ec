package spec

import "slices"

func init() {
	register(func() Config { return new(SeparableConv1D) })
	register(func() Config { return new(SeparableConv2D) })
}

// SeparableConv1D slides kernels of their own along each channel of sequences, and
// mixes the channels afterwards.
type SeparableConv1D struct{ SeparableConv }

// SeparableConv2D slides kernels of their own over each channel of images, and
// mixes the channels afterwards.
type SeparableConv2D struct{ SeparableConv }

func (*SeparableConv1D) Class() string { return "SeparableConv1D" }
func (*SeparableConv2D) Class() string { return "SeparableConv2D" }

// SeparableConv are the settings of both, over as many axes as the kernel has.
type SeparableConv struct {
	Filters              int    `json:"filters"`
	KernelSize           []int  `json:"kernel_size"`
	Strides              []int  `json:"strides"`
	Padding              string `json:"padding"`
	DilationRate         []int  `json:"dilation_rate"`
	DepthMultiplier      int    `json:"depth_multiplier"`
	Activation           Object `json:"activation"`
	UseBias              bool   `json:"use_bias"`
	DepthwiseInitializer Object `json:"depthwise_initializer"`
	PointwiseInitializer Object `json:"pointwise_initializer"`
	BiasInitializer      Object `json:"bias_initializer"`
	Bounds
}

// Window is how the kernels move.
func (c *SeparableConv) Window() Window {
	return Window{c.KernelSize, c.Strides, c.DilationRate, c.Padding}
}

func (c *SeparableConv) OutputShape(inputs []Shape) (Shape, error) {
	spans, err := c.Window().Spans(inputs[0])
	if err != nil {
		return nil, err
	}
	return c.Activation.activated(places(spans, c.Filters))
}

func (c *SeparableConv) Weights(inputs []Shape) []Weight {
	channels := inputs[0][len(inputs[0])-1]
	depthwise := append(slices.Clone(c.KernelSize), channels, c.DepthMultiplier)
	pointwise := append(slices.Repeat([]int{1}, len(c.KernelSize)), channels*c.DepthMultiplier, c.Filters)
	weights := []Weight{
		{Name: "depthwise_kernel", Shape: depthwise, Initializer: c.DepthwiseInitializer, Trainable: true},
		{Name: "pointwise_kernel", Shape: pointwise, Initializer: c.PointwiseInitializer, Trainable: true},
	}
	if c.UseBias {
		weights = append(weights, Weight{Name: "bias", Shape: []int{c.Filters}, Initializer: c.BiasInitializer, Trainable: true})
	}
	return c.bounded(weights)
}

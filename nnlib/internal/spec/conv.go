package spec

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/fault"
)

func init() {
	register(func() Config { return new(Conv1D) })
	register(func() Config { return new(Conv2D) })
}

// Conv1D slides kernels along the steps of sequences.
type Conv1D struct{ Conv }

// Conv2D slides kernels over images.
type Conv2D struct{ Conv }

func (*Conv1D) Class() string { return "Conv1D" }
func (*Conv2D) Class() string { return "Conv2D" }

// Conv are the settings of a convolution, over as many axes as its kernel has.
type Conv struct {
	Filters           int    `json:"filters"`
	KernelSize        []int  `json:"kernel_size"`
	Strides           []int  `json:"strides"`
	Padding           string `json:"padding"`
	DilationRate      []int  `json:"dilation_rate"`
	Groups            int    `json:"groups"`
	Activation        Object `json:"activation"`
	UseBias           bool   `json:"use_bias"`
	KernelInitializer Object `json:"kernel_initializer"`
	BiasInitializer   Object `json:"bias_initializer"`
	Bounds
}

// Window is how the kernels move.
func (c *Conv) Window() Window { return Window{c.KernelSize, c.Strides, c.DilationRate, c.Padding} }

func (c *Conv) OutputShape(inputs []Shape) (Shape, error) {
	spans, err := c.Window().Spans(inputs[0])
	if err != nil {
		return nil, err
	}
	if channels := inputs[0][len(inputs[0])-1]; c.Groups < 1 || channels%c.Groups > 0 || c.Filters%c.Groups > 0 {
		return nil, &fault.Error{
			Expected: fmt.Sprintf("channels and filters in %d groups of the same size", c.Groups),
			Got:      fmt.Sprintf("%d channels and %d filters", channels, c.Filters),
			Fix:      "nnlib.Groups(1), or a number that divides both",
		}
	}
	return c.Activation.activated(places(spans, c.Filters))
}

func (c *Conv) Weights(inputs []Shape) []Weight {
	channels := inputs[0][len(inputs[0])-1]
	shape := append(slices.Clone(c.KernelSize), channels/c.Groups, c.Filters)
	weights := []Weight{{Name: "kernel", Shape: shape, Initializer: c.KernelInitializer, Trainable: true}}
	if c.UseBias {
		weights = append(weights, Weight{Name: "bias", Shape: []int{c.Filters}, Initializer: c.BiasInitializer, Trainable: true})
	}
	return c.bounded(weights)
}

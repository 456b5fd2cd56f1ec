package spec

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/fault"
)

func init() {
	register(func() Config { return new(Conv1DTranspose) })
	register(func() Config { return new(Conv2DTranspose) })
}

// Conv1DTranspose spreads each step over a window of a longer sequence.
type Conv1DTranspose struct{ ConvTranspose }

// Conv2DTranspose spreads each pixel over a window of a larger image: what the
// gradient of a Conv2D does.
type Conv2DTranspose struct{ ConvTranspose }

func (*Conv1DTranspose) Class() string { return "Conv1DTranspose" }
func (*Conv2DTranspose) Class() string { return "Conv2DTranspose" }

// ConvTranspose are the settings of both, over as many axes as the kernel has.
type ConvTranspose struct {
	Filters           int    `json:"filters"`
	KernelSize        []int  `json:"kernel_size"`
	Strides           []int  `json:"strides"`
	Padding           string `json:"padding"`
	OutputPadding     []int  `json:"output_padding"` // empty: such that a convolution with these settings leads back
	DilationRate      []int  `json:"dilation_rate"`
	Activation        Object `json:"activation"`
	UseBias           bool   `json:"use_bias"`
	KernelInitializer Object `json:"kernel_initializer"`
	BiasInitializer   Object `json:"bias_initializer"`
	Bounds
}

// Spread is the way of a window that gives, along one axis.
type Spread struct {
	Span         // Places is the input's size
	From, To int // what is kept of all that the windows reach; it may be more
}

// Spreads says how the windows lie over the output.
//
// Source: Keras 3, keras/src/backend/common/backend_utils.py.
func (c *ConvTranspose) Spreads(in Shape) ([]Spread, error) {
	w := Window{c.KernelSize, c.Strides, c.DilationRate, c.Padding}
	axes := len(c.KernelSize)
	if err := w.check(axes); err != nil {
		return nil, err
	}
	if err := checkImage(axes, in); err != nil {
		return nil, err
	}
	extra := c.OutputPadding
	if len(extra) != 0 && (len(extra) != axes || slices.Min(extra) < 0 || slices.Max(extra) > most) {
		return nil, fmt.Errorf("an output padding of %v is not possible", extra)
	}
	spreads := make([]Spread, axes)
	for i := range spreads {
		s := Span{Size: c.KernelSize[i], Stride: c.Strides[i], Dilation: c.DilationRate[i], Places: in[i]}
		if len(extra) > 0 && extra[i] >= s.Stride {
			return nil, &fault.Error{
				Expected: "an output padding smaller than the strides",
				Got:      fmt.Sprintf("%v with strides %v", extra, c.Strides),
				Fix:      "nnlib.Strides(2), or no output padding",
			}
		}
		spreads[i] = s.spread(c.Padding, extra, i)
	}
	return spreads, nil
}

// spread finds what is kept.
func (s Span) spread(padding string, extra []int, axis int) Spread {
	reach, both := s.Reach(), 0 // both is padding before and after, of an input with zeros between its values
	switch {
	case padding == Same && len(extra) == 0:
		both = s.Stride + reach - 2
	case padding == Same:
		both = reach + reach%2 - 2 + extra[axis]
	case len(extra) == 0:
		both = 2*(reach-1) + max(0, s.Stride-reach)
	default:
		both = 2*(reach-1) + extra[axis]
	}
	before := min(both/2+both%2, reach-1)
	if padding == Valid {
		before = reach - 1
	}
	size := (s.Places-1)*s.Stride + 1 + both - (reach - 1)
	return Spread{s, reach - 1 - before, reach - 1 - before + size}
}

func (c *ConvTranspose) OutputShape(inputs []Shape) (Shape, error) {
	spreads, err := c.Spreads(inputs[0])
	if err != nil {
		return nil, err
	}
	var output Shape
	for _, s := range spreads {
		output = append(output, s.To-s.From)
	}
	return c.Activation.activated(append(output, c.Filters))
}

func (c *ConvTranspose) Weights(inputs []Shape) []Weight {
	shape := append(slices.Clone(c.KernelSize), c.Filters, inputs[0][len(c.KernelSize)])
	weights := []Weight{{Name: "kernel", Shape: shape, Initializer: c.KernelInitializer, Trainable: true}}
	if c.UseBias {
		weights = append(weights, Weight{Name: "bias", Shape: []int{c.Filters}, Initializer: c.BiasInitializer, Trainable: true})
	}
	return c.bounded(weights)
}

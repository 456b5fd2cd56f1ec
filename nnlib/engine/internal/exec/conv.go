package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(s *scope, c *spec.Conv1D, in []*Node) *Node { return conv(s, &c.Conv, in[0], nil) })
	registerLayer(func(s *scope, c *spec.Conv2D, in []*Node) *Node { return conv(s, &c.Conv, in[0], nil) })
}

// conv is activation(x ∗ kernel + bias), pooled where pools are given. Products
// of patches do it: XLA's own convolution is ten times slower within a loop, and the
// go backend's slower still.
func conv(s *scope, config *spec.Conv, x *Node, pools []spec.Span) *Node {
	spans := spans(config.Window(), x)
	batch, kernel := x.Shape().Dimensions[0], s.weights[0]
	x = padded(x, spans, 0)
	if config.Groups > 1 {
		return s.finish(grouped(patches(x, spans, fromStart(spans)), kernel, config.Groups), config.UseBias, config.Activation)
	}
	c := newConvolution(x, config.Filters, spans, pools)
	y := s.convolve(s, c, x, graph.Reshape(kernel, -1, config.Filters))
	if len(spans) == 1 {
		y = graph.Reshape(y, batch, -1, config.Filters)
	}
	return s.finish(y, config.UseBias, config.Activation)
}

// finish adds the layer's last weight, if that is a bias, and activates.
func (s *scope) finish(y *Node, useBias bool, activation spec.Object) *Node {
	if useBias {
		y = graph.Add(y, graph.ExpandLeftToRank(s.weights[len(s.weights)-1], y.Rank()))
	}
	return s.activate(activation, y)
}

// grouped multiplies each group of channels with its own filters.
func grouped(patches, kernel *Node, groups int) *Node {
	dims, shape := patches.Shape().Dimensions, kernel.Shape().Dimensions
	channels, filters := shape[len(shape)-2], shape[len(shape)-1]
	elements := kernel.Shape().Size() / channels / filters
	x := graph.Reshape(patches, -1, elements, groups, channels)
	w := graph.Reshape(kernel, elements, channels, groups, filters/groups)
	y := graph.DotGeneral(x, []int{1, 3}, []int{2}, w, []int{0, 1}, []int{2}) // [groups, rows, filters / groups]
	y = graph.TransposeAllAxes(y, 1, 0, 2)
	return graph.Reshape(y, append(append([]int{}, dims[:len(dims)-1]...), filters)...)
}

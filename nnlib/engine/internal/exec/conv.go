package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(s *scope, c *spec.Conv1D, in []*Node) *Node { return conv(s, &c.Conv, in[0]) })
	registerLayer(func(s *scope, c *spec.Conv2D, in []*Node) *Node { return conv(s, &c.Conv, in[0]) })
}

// conv is activation(patches of x · kernel + bias): one product instead of XLA's
// own convolution, which is ten times slower within a loop, and which the go
// backend lacks.
func conv(s *scope, config *spec.Conv, x *Node) *Node {
	kernel := s.weights[0]
	spans := spans(config.Window(), x)
	p := patches(padded(x, spans, 0), spans, start(spans))
	var y *Node
	if config.Groups == 1 {
		y = s.multiply(p, graph.Reshape(kernel, -1, config.Filters))
	} else {
		y = grouped(p, kernel, config.Groups)
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

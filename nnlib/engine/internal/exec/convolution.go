package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// convolution is how kernels slide over images, and how what they give is pooled.
type convolution struct {
	batch, height, width, channels, filters int // of padded images

	kernel [2]spec.Span // along height and width
	pool   [2]spec.Span // of which the largest value is taken; of size 1 where there is no pool
}

// newConvolution describes one over x [batch, axes …, channels], which is padded.
// A sequence is an image one pixel high. Without pools nothing is pooled.
func newConvolution(x *Node, filters int, spans, pools []spec.Span) convolution {
	dims, one := x.Shape().Dimensions, spec.Span{Size: 1, Stride: 1, Dilation: 1, Places: 1}
	if pools == nil {
		for _, s := range spans {
			pools = append(pools, spec.Span{Size: 1, Stride: 1, Dilation: 1, Places: s.Places})
		}
	}
	c := convolution{batch: dims[0], height: 1, width: dims[len(dims)-2], channels: dims[len(dims)-1], filters: filters}
	c.kernel, c.pool = [2]spec.Span{one, spans[0]}, [2]spec.Span{one, pools[0]}
	if len(spans) == 2 {
		c.height = dims[1]
		c.kernel, c.pool = [2]spec.Span(spans), [2]spec.Span(pools)
	}
	return c
}

// phases are the pool's elements: each of them is a convolution of its own, with
// larger strides.
func (c *convolution) phases() int { return c.pool[0].Size * c.pool[1].Size }

// in is how many values a kernel multiplies at a time.
func (c *convolution) in() int { return c.kernel[0].Size * c.kernel[1].Size * c.channels }

// graph computes the convolution of x with a kernel [in, filters]: to
// [batch, height, width, filters] after the pool. It is one product, for all of the
// pool's elements at once.
func (c *convolution) graph(s *scope, x, kernel *Node) *Node {
	x = graph.Reshape(x, c.batch, c.height, c.width, c.channels)
	strided := []spec.Span{c.kernel[0], c.kernel[1]}
	for i := range strided {
		strided[i].Stride, strided[i].Places = c.kernel[i].Stride*c.pool[i].Stride, c.pool[i].Places
	}
	var phases []*Node
	eachElement(c.pool[:], func(element []int) {
		phases = append(phases, patches(x, strided, []int{element[0] * c.kernel[0].Stride, element[1] * c.kernel[1].Stride}))
	})
	if len(phases) == 1 {
		return s.multiply(phases[0], kernel)
	}
	products := s.multiply(graph.Stack(phases, 0), kernel)
	for i := range phases {
		phases[i] = graph.Squeeze(graph.Slice(products, graph.AxisElem(i)), 0)
	}
	return largestOf(phases)
}

package exec

import (
	"math"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(dropout)
	registerLayer(func(s *scope, c *spec.SpatialDropout1D, in []*Node) *Node { return spatialDropout(s, c.Rate, in[0]) })
	registerLayer(func(s *scope, c *spec.SpatialDropout2D, in []*Node) *Node { return spatialDropout(s, c.Rate, in[0]) })
	registerLayer(alphaDropout)
}

// dropout zeroes a share of the values and scales the others up.
func dropout(s *scope, config *spec.Dropout, inputs []*Node) *Node {
	x := inputs[0]
	if !s.training() || config.Rate == 0 {
		return x
	}
	scaled := graph.Mul(x, number(x, 1/(1-config.Rate)))
	return graph.Where(s.kept(config.Rate, x.Shape().Dimensions...), scaled, graph.ZerosLike(x))
}

// kept is false for a share of the places, other ones at each call.
func (s *scope) kept(rate float64, dims ...int) *Node {
	random := graph.Reshape(s.bits(spec.Shape(dims).Size()), dims...)
	least := graph.Scalar(random.Graph(), dtypes.Uint32, uint32(rate*(1<<32)))
	return graph.GreaterOrEqual(random, least)
}

// spatialDropout zeroes a share of a row's channels, which lie along the last axis.
func spatialDropout(s *scope, rate float64, x *Node) *Node {
	if !s.training() || rate == 0 {
		return x
	}
	channels := make([]int, x.Rank())
	for axis, size := range x.Shape().Dimensions {
		channels[axis] = 1
		if axis == 0 || axis == x.Rank()-1 {
			channels[axis] = size
		}
	}
	kept := asNumbers(s.kept(rate, channels...))
	return graph.Mul(x, graph.MulScalar(kept, 1/(1-rate)))
}

// alphaDropout sets a share of the values to the lowest that a selu gives, and then
// scales and shifts all, so that values of mean 0 and variance 1 stay so.
//
// Source: Klambauer and others, https://arxiv.org/abs/1706.02515.
func alphaDropout(s *scope, c *spec.AlphaDropout, in []*Node) *Node {
	x := in[0]
	if !s.training() || c.Rate == 0 {
		return x
	}
	const lowest = -1.6732632423543772848 * 1.0507009873554804934
	scale := 1 / math.Sqrt((1-c.Rate)*(1+c.Rate*lowest*lowest))
	dropped := graph.Where(s.kept(c.Rate, x.Shape().Dimensions...), x, constant(x, lowest))
	return graph.AddScalar(graph.MulScalar(dropped, scale), -scale*lowest*c.Rate)
}

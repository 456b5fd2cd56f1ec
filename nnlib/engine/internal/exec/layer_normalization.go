package exec

import (
	"slices"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(layerNormalization)
	registerLayer(groupNormalization)
	registerLayer(rmsNormalization)
	registerLayer(func(_ *scope, c *spec.UnitNormalization, in []*Node) *Node {
		return unit(in[0], ownAxes(in[0], c.Axis...), 1e-12)
	})
}

func layerNormalization(s *scope, config *spec.LayerNormalization, inputs []*Node) *Node {
	x := inputs[0]
	axes := ownAxes(x, config.Axis...)
	mean, variance := moments(x, axes)
	return s.affine(&config.Affine, standardized(x, mean, variance, config.Epsilon), axes)
}

// groupNormalization lays the channels out along two axes, groups and what is in
// one, and normalizes along all but the first and the batch's.
func groupNormalization(s *scope, config *spec.GroupNormalization, inputs []*Node) *Node {
	x := inputs[0]
	dims := x.Shape().Dimensions
	axis := ownAxes(x, config.Axis)[0]
	groups := config.Groups
	if groups == -1 {
		groups = dims[axis]
	}
	split := graph.Reshape(x, slices.Concat(dims[:axis], []int{groups, dims[axis] / groups}, dims[axis+1:])...)
	mean, variance := moments(split, otherAxes(split, []int{0, axis}))
	y := graph.Reshape(standardized(split, mean, variance, config.Epsilon), dims...)
	return s.affine(&config.Affine, y, []int{axis})
}

// rmsNormalization is x / √(mean of x² + ε) · scale.
func rmsNormalization(s *scope, config *spec.RMSNormalization, inputs []*Node) *Node {
	x := inputs[0]
	axes := ownAxes(x, config.Axis...)
	square := graph.ReduceAndKeep(graph.Square(x), graph.ReduceMean, axes...)
	return graph.Mul(graph.Div(x, root(square, config.Epsilon)), along(x, s.weights[0], axes))
}

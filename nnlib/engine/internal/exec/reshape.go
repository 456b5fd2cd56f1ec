package exec

import (
	"slices"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(_ *scope, c *spec.Reshape, in []*Node) *Node {
		out, _ := c.OutputShape([]spec.Shape{in[0].Shape().Dimensions[1:]}) // the model checked it
		return graph.Reshape(in[0], slices.Concat([]int{in[0].Shape().Dimensions[0]}, out)...)
	})
	registerLayer(func(_ *scope, c *spec.Permute, in []*Node) *Node {
		return graph.TransposeAllAxes(in[0], slices.Concat([]int{0}, c.Dims)...)
	})
	registerLayer(func(_ *scope, c *spec.RepeatVector, in []*Node) *Node {
		dims := in[0].Shape().Dimensions
		return graph.BroadcastToDims(graph.InsertAxes(in[0], 1), dims[0], c.N, dims[1])
	})
}

package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(timeDistributed) }

// timeDistributed shows the layer each step as a row.
func timeDistributed(s *scope, config *spec.TimeDistributed, inputs []*Node) *Node {
	x := inputs[0]
	var masks []*Node
	if mask := s.inputMask(0); mask != nil && mask.Rank() > 2 {
		masks = []*Node{joinSteps(mask)}
	}
	y := s.inner(config.Layer.Config, s.weights, []*Node{joinSteps(x)}, masks)
	dims := append([]int{}, x.Shape().Dimensions[:2]...)
	return graph.Reshape(y, append(dims, y.Shape().Dimensions[1:]...)...)
}

// joinSteps makes [batch · steps, …] of [batch, steps, …].
func joinSteps(x *Node) *Node {
	return graph.Reshape(x, append([]int{-1}, x.Shape().Dimensions[2:]...)...)
}

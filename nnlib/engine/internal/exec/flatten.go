package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	registerLayer(func(_ *scope, _ *spec.Flatten, inputs []*Node) *Node {
		x := inputs[0]
		if x.Rank() == 2 {
			return x
		}
		return graph.Reshape(x, x.Shape().Dimensions[0], -1)
	})
}

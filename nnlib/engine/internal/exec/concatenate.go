package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(concatenate) }

// concatenate lays inputs end to end.
func concatenate(_ *scope, config *spec.Concatenate, inputs []*Node) *Node {
	if len(inputs) == 1 {
		return inputs[0]
	}
	return graph.Concatenate(inputs, config.Axis)
}

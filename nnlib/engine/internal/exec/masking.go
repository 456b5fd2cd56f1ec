package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(masking) }

// masking passes steps on, and zeros for those whose features are all the mask's
// value.
func masking(s *scope, config *spec.Masking, inputs []*Node) *Node {
	x := inputs[0]
	s.mask = graph.ReduceLogicalOr(graph.NotEqual(x, number(x, config.MaskValue)), -1)
	return graph.Where(s.mask, x, graph.ZerosLike(x))
}

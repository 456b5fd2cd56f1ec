package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(dropout) }

// dropout zeroes a share of the values and scales the others up.
func dropout(s *scope, config *spec.Dropout, inputs []*Node) *Node {
	x := inputs[0]
	if !s.training() || config.Rate == 0 {
		return x
	}
	least := graph.Scalar(x.Graph(), dtypes.Uint32, uint32(config.Rate*(1<<32)))
	random := graph.Reshape(s.bits(x.Shape().Size()), x.Shape().Dimensions...)
	scaled := graph.Mul(x, number(x, 1/(1-config.Rate)))
	return graph.Where(graph.GreaterOrEqual(random, least), scaled, graph.ZerosLike(x))
}

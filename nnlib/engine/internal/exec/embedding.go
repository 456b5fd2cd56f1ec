package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(embedding) }

// embedding picks a row of its weights for each class number, which come as
// float32. Numbers that are no classes count as the nearest one; the engine
// refuses them before.
func embedding(s *scope, config *spec.Embedding, inputs []*Node) *Node {
	x := graph.StopGradient(inputs[0])
	if config.MaskZero {
		s.mask = graph.NotEqual(x, number(x, 0))
	}
	x = graph.Min(graph.Max(x, number(x, 0)), number(x, float64(config.InputDim-1)))
	return graph.Gather(s.weights[0], graph.InsertAxes(graph.ConvertDType(x, dtypes.Int32), -1))
}

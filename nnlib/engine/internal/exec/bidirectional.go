package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { registerLayer(bidirectional) }

// bidirectional runs two recurrent layers. Both outputs are in the order of the
// input's steps, with zeros for those that are skipped.
func bidirectional(s *scope, config *spec.Bidirectional, inputs []*Node) *Node {
	shape := spec.Shape(inputs[0].Shape().Dimensions[1:])
	first := len(config.Layer.Config.Weights([]spec.Shape{shape}))
	s.zeroSkipped = true
	ahead := s.inner(config.Layer.Config, s.weights[:first], inputs, s.inputMasks)
	back := s.inner(config.BackwardLayer.Config, s.weights[first:], inputs, s.inputMasks)
	if config.Layer.Config.(spec.Recurrence).Settings().ReturnSequences {
		back = graph.Reverse(back, 1)
	}
	return merge(config.MergeMode, ahead, back)
}

func merge(mode string, a, b *Node) *Node {
	switch mode {
	case spec.MergeSum:
		return graph.Add(a, b)
	case spec.MergeMul:
		return graph.Mul(a, b)
	case spec.MergeAve:
		return graph.MulScalar(graph.Add(a, b), 0.5)
	default:
		return graph.Concatenate([]*Node{a, b}, -1)
	}
}

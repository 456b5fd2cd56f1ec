package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() { metrics[spec.Accuracy] = accuracy }

// accuracy is the share of right predictions: a single output is right when it
// is above a half for 1 and not for 0; among several the largest counts, the
// first of equals.
func accuracy(_ spec.Object, out outcome) *Node {
	p := out.prediction
	width := p.Shape().Dimensions[p.Rank()-1]
	switch {
	case p.Rank() == 1 || width == 1:
		yes := graph.ConvertDType(graph.GreaterThan(p, number(p, 0.5)), dtypes.Float32)
		return rowMean(same(yes, aligned(out)))
	case out.targets.Shape().Size() == p.Shape().Size():
		return rowMean(same(graph.ArgMax(p, -1, dtypes.Int32), graph.ArgMax(aligned(out), -1, dtypes.Int32)))
	}
	return same(graph.ArgMax(p, -1, dtypes.Int32), classes(out))
}

func same(a, b *Node) *Node { return graph.ConvertDType(graph.Equal(a, b), dtypes.Float32) }

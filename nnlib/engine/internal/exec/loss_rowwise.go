package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// rowwise are the losses that look at all values of the last axis together.
//
// Source: Keras 3, keras/src/losses/losses.py.
var rowwise = map[string]func(y, p *Node) *Node{
	spec.KLDivergence:     divergence,
	spec.CategoricalHinge: categoricalHinge,
	spec.CosineSimilarity: func(y, p *Node) *Node { return graph.Neg(cosine(y, p)) },
}

func init() {
	for class, f := range rowwise {
		losses[class] = func(_ spec.Object, out outcome) *Node {
			return rowMean(f(aligned(out), out.prediction))
		}
		metrics[class] = perRow(losses[class])
	}
	// As a loss it is to become small, as a metric large.
	metrics[spec.CosineSimilarity] = perRow(func(_ spec.Object, out outcome) *Node {
		return rowMean(cosine(aligned(out), out.prediction))
	})
}

// divergence is Σ y·log(y/p).
func divergence(y, p *Node) *Node {
	y, p = within(y, epsilon, 1), within(p, epsilon, 1)
	return graph.ReduceSum(graph.Mul(y, graph.Log(graph.Div(y, p))), -1)
}

// categoricalHinge is by how much the right class is not 1 above the best other.
func categoricalHinge(y, p *Node) *Node {
	right := graph.ReduceSum(graph.Mul(y, p), -1)
	other := largest(graph.Mul(graph.AddScalar(graph.Neg(y), 1), p))
	return positive(graph.AddScalar(graph.Sub(other, right), 1))
}

// largest is the last axis' maximum; equals share its gradient.
func largest(x *Node) *Node {
	is := graph.ConvertDType(graph.Equal(x, peak(x)), dtypes.Float32)
	share := graph.Div(is, graph.ReduceAndKeep(is, graph.ReduceSum, -1))
	return graph.ReduceSum(graph.Mul(x, graph.StopGradient(share)), -1)
}

// cosine is that of the angle between target and prediction. Where one of them
// is zero so is the cosine, with a gradient that is a number: Keras' is not.
func cosine(y, p *Node) *Node {
	unit := func(x *Node) *Node {
		squares := graph.ReduceAndKeep(graph.Square(x), graph.ReduceSum, -1)
		return graph.Div(x, graph.Sqrt(atLeast(squares, epsilon*epsilon)))
	}
	return graph.ReduceSum(graph.Mul(unit(y), unit(p)), -1)
}

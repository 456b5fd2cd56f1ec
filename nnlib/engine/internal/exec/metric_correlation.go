package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// Source: Keras 3, keras/src/metrics/correlation_metrics.py.
func init() {
	for class, f := range map[string]func(y, p *Node) *Node{
		spec.PearsonCorrelation:     pearson,
		spec.ConcordanceCorrelation: concordance,
	} {
		metrics[class] = perRow(func(_ spec.Object, out outcome) *Node { return rowMean(f(aligned(out), out.prediction)) })
		fits[class] = fitsSeveral
	}
}

func lastMean(x *Node) *Node { return graph.ReduceAndKeep(x, graph.ReduceMean, -1) }

// pearson is the correlation of each row's targets and outputs. Where either are
// all the same it is 0; Keras has NaN.
func pearson(y, p *Node) *Node {
	y, p = graph.Sub(y, lastMean(y)), graph.Sub(p, lastMean(p))
	return cosine(y, p)
}

// concordance is high where they lie on the diagonal. What it takes the targets'
// distance from is the outputs' mean, as in Keras, and not the targets' own.
func concordance(y, p *Node) *Node {
	meanY, meanP := lastMean(y), lastMean(p)
	variance := func(x, mean *Node) *Node { return lastMean(graph.Square(graph.Sub(x, mean))) }
	norm := graph.Add(graph.Add(variance(y, meanY), variance(p, meanP)), graph.Square(graph.Sub(meanY, meanP)))
	together := graph.Mul(graph.Sub(y, meanP), graph.Sub(p, meanP))
	return graph.ReduceMean(graph.Div(graph.MulScalar(together, 2), graph.AddScalar(norm, epsilon)), -1)
}

package exec

import (
	"math"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// Source: Keras 3, keras/src/metrics/f_score_metrics.py.
func init() {
	fits[spec.F1Score], fits[spec.FBetaScore] = fitsFlat, fitsFlat
	metrics[spec.F1Score] = fScore(func(spec.Object) float64 { return 1 })
	metrics[spec.FBetaScore] = fScore(func(o spec.Object) float64 { return o.Param("beta") })
}

// fScore adds up each class' true positives, false positives and false negatives.
func fScore(beta func(o spec.Object) float64) metric {
	return metric{
		width: func(_ spec.Object, output spec.Shape) int { return 3 * output[0] },
		sums: func(o spec.Object, out outcome, weight *Node) *Node {
			y, said := aligned(out), answered(out.prediction, o.Param("threshold"))
			total := func(said, y *Node) *Node {
				return graph.ReduceSum(graph.Mul(graph.Reshape(weight, -1, 1), graph.Mul(said, y)), 0)
			}
			return graph.Concatenate([]*Node{total(said, y), total(said, graph.OneMinus(y)), total(graph.OneMinus(said), y)}, 0)
		},
		result: func(o spec.Object, sums []float64) float64 {
			n := len(sums) / 3
			return averaged(int(o.Param("average")), beta(o), sums[:n], sums[n:2*n], sums[2*n:])
		},
	}
}

// answered is 1 for the largest of a row's outputs, or for those above a threshold.
func answered(p *Node, threshold float64) *Node {
	if threshold != spec.NoThreshold {
		return truth(graph.GreaterThan(p, number(p, threshold)))
	}
	largest := graph.GreaterOrEqual(p, graph.BroadcastToDims(peak(p), p.Shape().Dimensions...))
	return truth(graph.LogicalAnd(largest, graph.GreaterThan(graph.Abs(p), number(p, 1e-9))))
}

// averaged makes one score of those of the classes.
func averaged(average int, beta float64, tp, fp, fn []float64) float64 {
	if average == spec.AverageMicro {
		return fOf(beta, total(tp), total(fp), total(fn))
	}
	score, weights := 0.0, 0.0
	for i := range tp {
		weight := 1.0
		if average == spec.AverageWeighted {
			weight = tp[i] + fn[i]
		}
		score += weight * fOf(beta, tp[i], fp[i], fn[i])
		weights += weight
	}
	return quotient(score, weights)
}

// fOf is the harmonic mean of precision and recall, which counts beta times as much.
func fOf(beta, tp, fp, fn float64) float64 {
	precision, recall := tp/(tp+fp+epsilon), tp/(tp+fn+epsilon)
	square := math.Pow(beta, 2)
	return (1 + square) * precision * recall / (square*precision + recall + epsilon)
}

func total(values []float64) float64 {
	sum := 0.0
	for _, value := range values {
		sum += value
	}
	return sum
}

package exec

import (
	"math"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// The share of the targets' variance that is explained.
//
// Source: Keras 3, keras/src/metrics/regression_metrics.py.
func init() {
	fits[spec.R2Score] = fitsFlat
	metrics[spec.R2Score] = metric{
		width: func(_ spec.Object, output spec.Shape) int { return 2 + 3*output[0] },
		sums: func(_ spec.Object, out outcome, weight *Node) *Node {
			y, p := aligned(out), out.prediction
			total := func(x *Node) *Node {
				return graph.ReduceSum(graph.Mul(graph.Reshape(weight, -1, 1), x), 0)
			}
			scalar := func(x *Node) *Node { return graph.Reshape(graph.ReduceAllSum(x), 1) }
			return graph.Concatenate([]*Node{
				scalar(out.present()), scalar(weight), total(y), total(graph.Square(y)), total(graph.Square(graph.Sub(y, p))),
			}, 0)
		},
		result: func(o spec.Object, sums []float64) float64 {
			n := (len(sums) - 2) / 3
			r2 := r2Score(int(o.Param("class_aggregation")), sums[1], sums[2:][:n], sums[2+n:][:n], sums[2+2*n:])
			return adjusted(r2, sums[0]*float64(n), o.Param("num_regressors"))
		},
	}
}

// r2Score makes one number of 1 - residual / variance of each output.
func r2Score(aggregation int, weight float64, sum, squares, residual []float64) float64 {
	score, weights := 0.0, 0.0
	for i := range sum {
		variance := squares[i] - sum[i]*sum[i]/weight
		r2 := 1 - residual[i]/variance
		if math.IsInf(r2, 0) {
			r2 = 0
		}
		part := 1.0
		if aggregation == spec.AggregateVariance {
			part = variance
		}
		score += part * r2
		weights += part
	}
	return score / weights
}

// adjusted takes off what so many regressors explain by chance, where there are
// targets enough to say so.
func adjusted(r2, targets, regressors float64) float64 {
	if regressors == 0 || regressors >= targets-1 {
		return r2
	}
	return 1 - (1-r2)*(targets-1)/(targets-regressors-1)
}

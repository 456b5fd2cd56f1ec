package exec

import (
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

func init() {
	losses[spec.MeanSquaredError] = meanSquaredError
	metrics[spec.MeanSquaredError] = meanSquaredError
	metrics["MeanAbsoluteError"] = meanAbsoluteError
}

func meanSquaredError(_ spec.Object, out outcome) *Node {
	return rowMean(graph.Square(graph.Sub(out.prediction, aligned(out))))
}

func meanAbsoluteError(_ spec.Object, out outcome) *Node {
	return rowMean(graph.Abs(graph.Sub(out.prediction, aligned(out))))
}

package exec

import (
	"math"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/spec"
)

// metric is something that is measured over rows: numbers that are added up, and
// what these make.
type metric struct {
	// width is how many numbers are added up, for an output of this shape.
	width func(o spec.Object, output spec.Shape) int
	// sums are these numbers of a batch, [width]. weight, [batch], is 0 for rows
	// that are not there.
	sums func(o spec.Object, out outcome, weight *Node) *Node
	// result is the metric. It is called about ten times a second while training.
	result func(o spec.Object, sums []float64) float64
}

var metrics = map[string]metric{}

// perRow is the metric that is a mean of one number a row.
func perRow(f measure) metric {
	return metric{
		width: func(spec.Object, spec.Shape) int { return 2 },
		sums: func(o spec.Object, out outcome, weight *Node) *Node {
			return graph.Stack([]*Node{graph.ReduceAllSum(graph.Mul(weight, f(o, out))), graph.ReduceAllSum(weight)}, 0)
		},
		result: func(_ spec.Object, sums []float64) float64 { return ratio(sums[0], sums[1]) },
	}
}

// then is the metric with a last step.
func (m metric) then(f func(float64) float64) metric {
	before := m.result
	m.result = func(o spec.Object, sums []float64) float64 { return f(before(o, sums)) }
	return m
}

// ratio is a mean, which no rows don't have.
func ratio(sum, count float64) float64 {
	if count == 0 {
		return math.NaN()
	}
	return sum / count
}

// logNames are Keras' where they are not the class in snake case.
var logNames = map[string]string{
	spec.LogCoshError: "logcosh",
	spec.FBetaScore:   "fbeta_score",
}

// logName is how a metric is called in logs: by its own name, or as Keras does.
func logName(metric spec.Object) string {
	if metric.Name != "" {
		return metric.Name
	}
	if name, ok := logNames[metric.Class]; ok {
		return name
	}
	return spec.Snake(metric.Class)
}

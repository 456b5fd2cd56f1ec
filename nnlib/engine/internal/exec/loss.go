package exec

import (
	"fmt"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// outcome is what a batch's rows gave.
type outcome struct {
	targets    *Node // int32 or float32, [batch] or [batch, k]
	prediction *Node // the model's output, [batch, …]
	logits     *Node // what the output's softmax was made from, nil without
}

// measure computes one number a row, [batch]: a loss, or a metric whose mean
// over the rows counts.
type measure func(o spec.Object, out outcome) *Node

var losses, metrics = map[string]measure{}, map[string]measure{}

// results turn the mean over the rows into the metric, where it is not that.
var results = map[string]func(mean float64) float64{}

// result is a metric, from its mean over the rows.
func result(metric spec.Object, mean float64) float64 {
	if f, ok := results[metric.Class]; ok {
		return f(mean)
	}
	return mean
}

// logName is how Keras calls a metric in logs.
func logName(metric spec.Object) string { return spec.Snake(metric.Class) }

// sums adds up a batch, without the rows whose weight is 0: Σ loss, and all of
// [Σ loss, Σ each metric …, rows].
func (n *network) sums(settings *spec.Compile, out outcome, weight *Node) (loss, sums *Node) {
	loss = graph.ReduceAllSum(graph.Mul(weight, losses[settings.Loss.Class](settings.Loss, out)))
	for _, penalty := range n.penalties {
		loss = graph.Add(loss, graph.Mul(penalty, graph.ReduceAllSum(weight)))
	}
	parts := []*Node{loss}
	still := outcome{out.targets, graph.StopGradient(out.prediction), nil}
	for _, m := range settings.Metrics {
		parts = append(parts, graph.ReduceAllSum(graph.Mul(weight, metrics[m.Class](m, still))))
	}
	return loss, graph.Stack(append(parts, graph.ReduceAllSum(weight)), 0)
}

// checkSettings says which class the engine does not know.
func checkSettings(settings spec.Compile) error {
	if losses[settings.Loss.Class] == nil {
		return fmt.Errorf("unknown loss %q", settings.Loss.Class)
	}
	for _, m := range settings.Metrics {
		if metrics[m.Class] == nil {
			return fmt.Errorf("unknown metric %q", m.Class)
		}
	}
	if optimizers[settings.Optimizer.Class] == nil {
		return fmt.Errorf("unknown optimizer %q", settings.Optimizer.Class)
	}
	if s := settings.Optimizer.Schedule; s != nil && schedules[s.Class] == nil {
		return fmt.Errorf("unknown schedule %q", s.Class)
	}
	return nil
}

// rowMean averages each row's values: [batch, …] to [batch].
func rowMean(x *Node) *Node {
	if x.Rank() == 1 {
		return x
	}
	return graph.ReduceMean(graph.Reshape(x, x.Shape().Dimensions[0], -1), -1)
}

// aligned returns targets as float32 in the prediction's shape. (N,) and (N, 1)
// are the same; anything else that differs is a mistake, never broadcast.
func aligned(out outcome) *Node {
	y, p := out.targets, out.prediction.Shape()
	if y.DType() != dtypes.Float32 {
		y = graph.ConvertDType(y, dtypes.Float32)
	}
	if y.Shape().Size() != p.Size() || y.Rank() > p.Rank()+1 {
		panic(&fault.Error{
			Who:      "the loss or metric",
			Expected: fmt.Sprintf("targets of the output's shape %s", spec.Shape(p.Dimensions[1:])),
			Got:      spec.Shape(y.Shape().Dimensions[1:]).String(),
			Fix:      "end the model with as many units as a row has targets",
		})
	}
	return graph.Reshape(y, p.Dimensions...)
}

// classes returns integer targets as [batch].
func classes(out outcome) *Node {
	y, batch := out.targets, out.prediction.Shape().Dimensions[0]
	if y.Shape().Size() != batch || out.prediction.Rank() != 2 {
		panic(&fault.Error{
			Who:      "the sparse loss or metric",
			Expected: "one integer class a row",
			Got:      "targets of shape " + spec.Shape(y.Shape().Dimensions[1:]).String(),
			Fix:      "give class numbers, not one-hot rows",
		})
	}
	if y.DType() != dtypes.Int32 {
		y = graph.ConvertDType(y, dtypes.Int32)
	}
	return graph.Reshape(y, batch)
}

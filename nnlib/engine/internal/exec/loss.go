package exec

import (
	"errors"
	"fmt"
	"slices"

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
	mask       *Node // which of its steps count, nil for all
	there      *Node // [batch], 0 for rows that are not there, nil where all are
}

// present is 1 for rows that are there, [batch].
func (out outcome) present() *Node {
	if out.there != nil {
		return out.there
	}
	return constant(graph.Zeros(out.prediction.Graph(), float32s(out.prediction.Shape().Dimensions[0])), 1)
}

// measure computes one number a row, [batch].
type measure func(o spec.Object, out outcome) *Node

var losses = map[string]measure{}

// checkSettings says what the engine does not know, or what does not fit a model.
func checkSettings(model *spec.Model, settings spec.Compile) error {
	if optimizers[settings.Optimizer.Class] == nil {
		return fmt.Errorf("unknown optimizer %q", settings.Optimizer.Class)
	}
	if s := settings.Optimizer.Schedule; s != nil && schedules[s.Class] == nil {
		return fmt.Errorf("unknown schedule %q", s.Class)
	}
	if len(settings.Goals) != len(model.Outputs) {
		return fmt.Errorf("%d goals for %d outputs", len(settings.Goals), len(model.Outputs))
	}
	lossless := true
	for i, goal := range settings.Goals {
		output := model.Nodes[model.Outputs[i]].Shape
		if goal.Loss.Class != "" {
			lossless = false
			if err := checkMeasure(model, "loss", losses[goal.Loss.Class] != nil, goal.Loss, output); err != nil {
				return err
			}
		}
		for _, o := range slices.Concat(goal.Metrics, goal.Weighted) {
			if err := checkMeasure(model, "metric", metrics[o.Class].sums != nil, o, output); err != nil {
				return err
			}
		}
	}
	if lossless {
		return errors.New("no output has a loss")
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
		fix := "end the model with as many units as a row has targets"
		if out.targets.DType() != dtypes.Float32 && y.Shape().Size() == p.Dimensions[0] {
			fix = "one-hot rows as targets, or for class numbers a metric of such, as nnlib.SparseCategoricalAccuracy() is"
		}
		panic(&fault.Error{
			Who:      "the loss or metric",
			Expected: fmt.Sprintf("targets of the output's shape %s", spec.Shape(p.Dimensions[1:])),
			Got:      spec.Shape(y.Shape().Dimensions[1:]).String(),
			Fix:      fix,
		})
	}
	return graph.Reshape(y, p.Dimensions...)
}

// classes returns integer targets in the prediction's shape but for its last axis.
func classes(out outcome) *Node {
	y, p := out.targets, out.prediction.Shape()
	if p.Rank() < 2 || y.Shape().Size()*p.Dimensions[p.Rank()-1] != p.Size() {
		panic(&fault.Error{
			Who:      "the sparse loss or metric",
			Expected: "one integer class for each of the output's probability rows",
			Got:      "targets of shape " + spec.Shape(y.Shape().Dimensions[1:]).String(),
			Fix:      "give class numbers, not one-hot rows",
		})
	}
	if y.DType() != dtypes.Int32 {
		y = graph.ConvertDType(y, dtypes.Int32)
	}
	return graph.Reshape(y, p.Dimensions[:p.Rank()-1]...)
}

package exec

import (
	"fmt"

	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// LossCode is the code of a loss, or of a metric that is a mean over rows, which a
// program wrote itself. It returns [batch] or [batch, …], of which a row's mean counts.
type LossCode func(targets, outputs *Node) *Node

// MetricCode is the code of a metric that a program wrote itself.
type MetricCode struct {
	Width int // how many numbers are added up over batches
	// Sums are these numbers of a batch, [width]. weights, [batch], is what rows
	// count, 0 for those that are not there.
	Sums   func(targets, outputs, weights *Node) *Node
	Result func(sums []float64) float64
}

func init() {
	losses[spec.CustomLoss] = func(o spec.Object, out outcome) *Node {
		each := codeOf[LossCode](o)(out.given(), out.prediction)
		if batch := out.prediction.Shape().Dimensions[0]; each.Rank() == 0 || each.Shape().Dimensions[0] != batch {
			panic(&fault.Error{
				Who:      "the loss or metric " + o.Name,
				Expected: fmt.Sprintf("a number or more for each of the batch's %d rows, [batch] or [batch, …]", batch),
				Got:      "shape " + each.Shape().String(),
				Fix:      "leave out the mean over rows: nnlib takes it",
			})
		}
		return rowMean(each)
	}
	metrics[spec.CustomLoss] = perRow(losses[spec.CustomLoss])
	metrics[spec.CustomMetric] = metric{
		width: func(o spec.Object, _ spec.Shape) int { return codeOf[MetricCode](o).Width },
		sums: func(o spec.Object, out outcome, weight *Node) *Node {
			code := codeOf[MetricCode](o)
			sums := code.Sums(out.given(), out.prediction, weight)
			if sums.Shape().Size() != code.Width {
				panic(&fault.Error{
					Who:      "the metric " + o.Name,
					Expected: fmt.Sprintf("%d sums of a batch, as its Width says", code.Width),
					Got:      "shape " + sums.Shape().String(),
					Fix:      "graph.Stack([]*custom.Node{…}, 0) of as many scalars",
				})
			}
			return graph.Reshape(sums, code.Width)
		},
		result: func(o spec.Object, sums []float64) float64 { return codeOf[MetricCode](o).Result(sums) },
	}
	fits[spec.CustomLoss] = fitsKept[LossCode]
	fits[spec.CustomMetric] = fitsKept[MetricCode]
}

func codeOf[C any](o spec.Object) C { return spec.KeptCode(int(o.Param("code"))).(C) }

// fitsKept expects code of this program.
func fitsKept[C any](o spec.Object, _ spec.Shape) error {
	if _, ok := spec.KeptCode(int(o.Extra("code"))).(C); !ok {
		return &fault.Error{
			Got: fmt.Sprintf("the code of %q, which is a function of another program, cannot run here", o.Name),
			Fix: "train the model in the program that makes it, outside of a notebook",
		}
	}
	return nil
}

// given are the targets as people expect them: in the output's shape where there are
// as many, else as they are.
func (out outcome) given() *Node {
	if out.targets.Shape().Size() == out.prediction.Shape().Size() {
		return aligned(out)
	}
	return out.targets
}

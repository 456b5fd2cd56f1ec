package exec

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// An output with a mask is measured step by step.

// places makes rows of the steps that the output's mask speaks of, if it has one:
// which of them are there, and what they count.
func (out outcome) places(mask, counts *Node) (places outcome, there, each *Node) {
	if out.mask == nil {
		return out, mask, counts
	}
	return out.steps(), out.spread(mask), out.spread(counts)
}

// steps makes rows of the places that the mask speaks of.
func (out outcome) steps() outcome {
	dims := out.mask.Shape().Dimensions
	n, axes := out.mask.Shape().Size(), len(dims)
	if size := out.targets.Shape().Size(); size%n != 0 {
		panic(&fault.Error{
			Who:      "the loss",
			Expected: "a target for each step, because the output's steps have a mask",
			Got:      "targets of shape " + spec.Shape(out.targets.Shape().Dimensions[1:]).String(),
			Fix:      "the recurrent layer before the output without nnlib.ReturnSequences(), or targets of shape " + spec.Shape(dims[1:]).String(),
		})
	}
	join := func(x *Node, rest ...int) *Node {
		if x == nil {
			return nil
		}
		return graph.Reshape(x, append([]int{n}, rest...)...)
	}
	rest := out.prediction.Shape().Dimensions[axes:]
	steps := outcome{prediction: join(out.prediction, rest...), logits: join(out.logits, rest...), mask: out.mask}
	steps.targets = join(out.targets)
	if each := out.targets.Shape().Size() / n; each > 1 {
		steps.targets = join(out.targets, each)
	}
	return steps
}

// spread gives each step its row's weight, or 0 where the mask hides it.
func (out outcome) spread(weight *Node) *Node {
	dims := out.mask.Shape().Dimensions
	weight = graph.Mul(graph.BroadcastToDims(trailing(weight, len(dims)), dims...), graph.ConvertDType(out.mask, dtypes.Float32))
	return graph.Reshape(weight, out.mask.Shape().Size())
}

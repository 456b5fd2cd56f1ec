package exec

import (
	"slices"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
)

// Masks travel beside values: bool, with the value's first axes, true where a
// layer behind is to look and false for padding. A layer reads those of its
// inputs by inputMask and sets its output's in scope.mask.

// passing are the classes of layers that leave their first input's mask on their
// output.
//
// Source: Keras 3, supports_masking in keras/src/layers.
var passing = map[string]bool{
	"Activation": true, "AlphaDropout": true, "Attention": true, "BatchNormalization": true, "Bidirectional": true, "Dense": true,
	"Dropout": true, "ELU": true, "GaussianDropout": true, "GaussianNoise": true, "GroupNormalization": true,
	"GRU": true, "LSTM": true, "LayerNormalization": true, "LeakyReLU": true, "Masking": true,
	"MultiHeadAttention": true, "Normalization": true, "PReLU": true, "ReLU": true, "Rescaling": true,
	"SimpleRNN": true, "Softmax": true, "SpatialDropout1D": true, "SpatialDropout2D": true, "TimeDistributed": true,
	"UnitNormalization": true,
}

// merging are the classes of layers that put inputs of one shape together. A step
// counts there if it does in one of them, and if all have masks.
//
// Source: Keras 3, keras/src/layers/merging/base_merge.py.
var merging = map[string]bool{
	"Add": true, "Average": true, "Maximum": true, "Minimum": true, "Multiply": true, "Subtract": true,
}

// inputMask is the mask of one of the layer's inputs, or nil.
func (s *scope) inputMask(input int) *Node {
	if input >= len(s.inputMasks) {
		return nil
	}
	return s.inputMasks[input]
}

// passMask is the mask of a layer's output unless the layer sets it.
func (s *scope) passMask(config spec.Config) *Node {
	switch class := config.Class(); {
	case passing[class]:
		return s.inputMask(0)
	case merging[class]:
		return s.eitherMask()
	}
	return nil
}

// eitherMask is true where one of the inputs' masks is, nil unless all have one.
func (s *scope) eitherMask() *Node {
	either := s.inputMask(0)
	for _, mask := range s.inputMasks[min(1, len(s.inputMasks)):] {
		if either == nil || mask == nil {
			return nil
		}
		either = graph.LogicalOr(either, mask)
	}
	return either
}

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
	for range len(dims) - 1 {
		weight = graph.InsertAxes(weight, -1)
	}
	weight = graph.Mul(graph.BroadcastToDims(weight, dims...), graph.ConvertDType(out.mask, dtypes.Float32))
	return graph.Reshape(weight, out.mask.Shape().Size())
}

// masksOutput tells whether the model's output has a mask.
func masksOutput(model *spec.Model) bool {
	masked := make([]bool, len(model.Nodes))
	for i, node := range model.Nodes {
		config := model.Layers[node.Layer].Config
		switch layer := config.(type) {
		case *spec.Embedding:
			masked[i] = layer.MaskZero
		case *spec.Masking:
			masked[i] = true
		default:
			first, class := len(node.Inputs) > 0 && masked[node.Inputs[0]], config.Class()
			all := first && !slices.ContainsFunc(node.Inputs, func(input int) bool { return !masked[input] })
			masked[i] = first && passing[class] && !endsSteps(config) || all && merging[class]
		}
	}
	return slices.ContainsFunc(model.Outputs, func(node int) bool { return masked[node] })
}

// endsSteps tells recurrent layers that give one output for all steps.
func endsSteps(config spec.Config) bool {
	if both, ok := config.(*spec.Bidirectional); ok {
		config = both.Layer.Config
	}
	recurrent, ok := config.(spec.Recurrence)
	return ok && !recurrent.Settings().ReturnSequences
}

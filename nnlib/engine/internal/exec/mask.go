package exec

import (
	"slices"

	"github.com/gomlx/gomlx/core/graph"

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
	"Activation": true, "ActivityRegularization": true, "AlphaDropout": true, "Attention": true, "BatchNormalization": true,
	"Bidirectional": true, "Dense": true, "Dropout": true, "ELU": true, "GaussianDropout": true, "GaussianNoise": true,
	"GroupNormalization": true, "GRU": true, "LSTM": true, "LayerNormalization": true, "LeakyReLU": true, "MultiHeadAttention": true,
	"Normalization": true, "PReLU": true, "ReLU": true, "Rescaling": true, "SimpleRNN": true, "Softmax": true,
	"SpatialDropout1D": true, "SpatialDropout2D": true, "TimeDistributed": true, "UnitNormalization": true,
}

// hasMask tells whether a layer's output has, or may have, a mask, by which of its
// inputs have one.
//
// Source: Keras 3, compute_mask in keras/src/layers.
func hasMask(config spec.Config, masked []bool) bool {
	switch layer := config.(type) {
	case *spec.Embedding:
		return layer.MaskZero
	case *spec.Masking, *spec.Custom: // code may set one
		return true
	case *spec.Merge:
		return !slices.Contains(masked, false)
	case *spec.Concatenate:
		return slices.Contains(masked, true)
	case *spec.Nested:
		return maskedOutputs(layer.Model, masked)[0]
	}
	return passing[spec.Kind(config)] && masked[0] && !endsSteps(config)
}

// endsSteps tells recurrent layers that give one output for all steps.
func endsSteps(config spec.Config) bool {
	if both, ok := config.(*spec.Bidirectional); ok {
		config = both.Layer.Config
	}
	recurrent, ok := config.(spec.Recurrence)
	return ok && !recurrent.Settings().ReturnSequences
}

// maskedOutputs tells which of a model's outputs have a mask, by which of its
// inputs have one; those that are not named have none.
func maskedOutputs(model *spec.Model, inputs []bool) []bool {
	masked := make([]bool, len(model.Nodes))
	for i, node := range model.Inputs {
		masked[node] = i < len(inputs) && inputs[i]
	}
	pick := func(nodes []int) (picked []bool) {
		for _, node := range nodes {
			picked = append(picked, masked[node])
		}
		return picked
	}
	for i, node := range model.Nodes {
		if len(node.Inputs) > 0 {
			masked[i] = hasMask(model.Layers[node.Layer].Config, pick(node.Inputs))
		}
	}
	return pick(model.Outputs)
}

// masksOutput tells whether one of the model's outputs has, or may have, a mask.
func masksOutput(model *spec.Model) bool { return slices.Contains(maskedOutputs(model, nil), true) }

// inputMask is the mask of one of the layer's inputs, or nil.
func (s *scope) inputMask(input int) *Node {
	if input >= len(s.inputMasks) {
		return nil
	}
	return s.inputMasks[input]
}

// stepsMask is the first input's mask as [batch, steps], or nil. Where steps have
// parts, a step is hidden where all of it is.
func (s *scope) stepsMask() *Node {
	mask := s.inputMask(0)
	for mask != nil && mask.Rank() > 2 {
		mask = graph.ReduceLogicalOr(mask, -1)
	}
	return mask
}

// maskOutput sets the output's mask, but for layers that set it themselves.
func (s *scope) maskOutput(config spec.Config, inputs []*Node) {
	switch config.(type) {
	case *spec.Embedding, *spec.Masking, *spec.Nested, *spec.Custom:
		return
	}
	masked := make([]bool, len(inputs))
	for i := range inputs {
		masked[i] = s.inputMask(i) != nil
	}
	if hasMask(config, masked) {
		s.mask = s.passMask(config, inputs)
	}
}

// passMask is what a layer makes of the masks of its inputs.
func (s *scope) passMask(config spec.Config, inputs []*Node) *Node {
	switch config := config.(type) {
	case *spec.Merge:
		return anyMask(sameShape(s.inputMasks))
	case *spec.Concatenate:
		return s.joinedMask(config, inputs)
	}
	return s.inputMask(0)
}

// anyMask is true where one of the masks is.
func anyMask(masks []*Node) *Node {
	either := masks[0]
	for _, mask := range masks[1:] {
		either = graph.LogicalOr(either, mask)
	}
	return either
}

// joinedMask lays the inputs' masks end to end as their values are, true where there
// is none; along the features, a place counts that does in one of the inputs.
//
// Source: Keras 3, keras/src/layers/merging/concatenate.py.
func (s *scope) joinedMask(config *spec.Concatenate, inputs []*Node) *Node {
	masks := make([]*Node, len(inputs))
	for i, x := range inputs {
		places := x.Shape().Dimensions[:x.Rank()-1]
		mask := s.inputMasks[i]
		if mask == nil {
			mask = graph.Const(x.Graph(), true)
		}
		masks[i] = graph.BroadcastToDims(trailing(mask, len(places)), places...)
	}
	if axis := (config.Axis + inputs[0].Rank()) % inputs[0].Rank(); axis < masks[0].Rank() {
		return graph.Concatenate(masks, axis)
	}
	return anyMask(masks)
}

// trailing gives a node further axes of size 1 behind its own.
func trailing(x *Node, rank int) *Node {
	for x.Rank() < rank {
		x = graph.InsertAxes(x, -1)
	}
	return x
}

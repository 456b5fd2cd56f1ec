package nnlib

import "nnbook/nnlib/internal/spec"

// BidirectionalOption is an option of [Bidirectional]: a [MergeMode] or
// [BackwardLayer].
type BidirectionalOption interface{ bidirectional(*spec.Bidirectional) }

// MergeMode says how [Bidirectional] merges the outputs of its two directions.
type MergeMode string

const (
	MergeConcat MergeMode = spec.MergeConcat // end to end: twice as many features
	MergeSum    MergeMode = spec.MergeSum
	MergeMul    MergeMode = spec.MergeMul // product
	MergeAve    MergeMode = spec.MergeAve // mean
)

// Bidirectional returns a layer that runs a recurrent layer and a copy of it, with
// weights of its own, that goes the other way, over the same steps, and merges what
// they give. With [ReturnSequences] both are in the order of the steps.
//
// Shapes: x is [batch, steps, in], y [batch, 2·units] or [batch, steps, 2·units],
// or with units where the two are not laid end to end.
//
// Default: [MergeConcat].
//
// Bidirectional panics unless the layer is a [SimpleRNN], an [LSTM] or a [GRU].
//
// Source: Keras 3, keras/src/layers/rnn/bidirectional.py.
func Bidirectional(layer *Layer, options ...BidirectionalOption) *Layer {
	forward := recurrence("nnlib.Bidirectional", layer)
	config := &spec.Bidirectional{
		Layer:         spec.Layer{Name: directed("forward_", forward), Config: forward},
		BackwardLayer: spec.Layer{Name: directed("backward_", forward), Config: forward.Reversed()},
		MergeMode:     string(MergeConcat),
	}
	for _, option := range options {
		option.bidirectional(config)
	}
	return newLayer(config)
}

// BackwardOption is an option of [Bidirectional]: see [BackwardLayer].
type BackwardOption struct{ layer spec.Recurrence }

// BackwardLayer sets the layer that goes backwards, instead of a copy of the other.
// It needs the option [GoBackwards], and outputs of the same shape.
func BackwardLayer(layer *Layer) BackwardOption {
	return BackwardOption{recurrence("nnlib.BackwardLayer", layer)}
}

func (m MergeMode) bidirectional(c *spec.Bidirectional) { c.MergeMode = string(m) }

func (o BackwardOption) bidirectional(c *spec.Bidirectional) {
	c.BackwardLayer = spec.Layer{Name: directed("backward_", o.layer), Config: o.layer}
}

func directed(direction string, layer spec.Recurrence) string {
	return direction + spec.Snake(layer.Class())
}

func recurrence(who string, layer *Layer) spec.Recurrence {
	got := "nil"
	if layer != nil {
		if config, ok := layer.config.(spec.Recurrence); ok {
			return config
		}
		got = layer.String()
	}
	panic(&Error{Who: who, Expected: "a SimpleRNN, an LSTM or a GRU", Got: got, Fix: who + "(nnlib.LSTM(32))"})
}

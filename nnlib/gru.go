package nnlib

import "nnbook/nnlib/internal/spec"

// GRUOption is an option of [GRU]: an [Activation], a [KernelOption], a
// [RecurrentOption], a [GateOption], a [RateOption] or [ResetBefore].
type GRUOption interface{ gru(*spec.GRU) }

// GRU returns a recurrent layer whose output h is its state. Gates z and r, between
// 0 and 1, and a candidate a are made from x·kernel and h·recurrent kernel, with a
// bias each; for the candidate, r is multiplied with the latter. Then
// h ← z·h + (1-z)·a. It starts at zero.
//
// Steps that a mask hides, of [Embedding] with [MaskZero] or of [Masking], are
// skipped.
//
// Shapes: x is [batch, steps, in], kernel [in, 3·units] with the gates z, r, a side
// by side, recurrent kernel [units, 3·units], bias [2, 3·units], the first for x,
// and y [batch, units], or [batch, steps, units] with [ReturnSequences].
//
// Defaults: [Tanh] for a, [Sigmoid] for the gates, [GlorotUniform] kernel,
// [Orthogonal] recurrent kernel, zero bias.
//
// GRU panics if units < 1; calling it panics unless rows are steps of features.
//
// Source: Keras 3, keras/src/layers/rnn/gru.py; Cho et al., "Learning Phrase
// Representations using RNN Encoder-Decoder", 2014.
func GRU(units int, options ...GRUOption) *Layer {
	config := &spec.GRU{
		Recurrent:           recurrent("GRU", units),
		RecurrentActivation: Sigmoid.object(),
		ResetAfter:          true,
	}
	for _, option := range options {
		option.gru(config)
	}
	return newLayer(config)
}

// ResetOption is an option of [GRU]: see [ResetBefore].
type ResetOption struct{}

// ResetBefore multiplies r with h before the recurrent kernel, instead of with the
// product. The bias is [3·units] then, for x only.
func ResetBefore() ResetOption { return ResetOption{} }

func (ResetOption) gru(c *spec.GRU) { c.ResetAfter = false }

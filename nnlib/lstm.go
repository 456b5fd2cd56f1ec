package nnlib

import "nnbook/nnlib/internal/spec"

// LSTMOption is an option of [LSTM]: an [Activation], a [KernelOption], a
// [RecurrentOption], a [GateOption], a [RateOption] or [NoForgetBias].
type LSTMOption interface{ lstm(*spec.LSTM) }

// LSTM returns a recurrent layer with a memory c beside its output h. Gates i, f
// and o, between 0 and 1, and a candidate a are made from x·kernel + bias +
// h·recurrent kernel; then c ← f·c + i·a and h ← o·activation(c). Both start at
// zero.
//
// Steps that a mask hides, of [Embedding] with [MaskZero] or of [Masking], are
// skipped.
//
// Shapes: x is [batch, steps, in], kernel [in, 4·units] with the gates i, f, a, o
// side by side, recurrent kernel [units, 4·units], bias [4·units], and y [batch,
// units], or [batch, steps, units] with [ReturnSequences].
//
// Defaults: [Tanh] for a and c, [Sigmoid] for the gates, [GlorotUniform] kernel,
// [Orthogonal] recurrent kernel, zero bias but for 1 at f.
//
// LSTM panics if units < 1; calling it panics unless rows are steps of features.
//
// Source: Keras 3, keras/src/layers/rnn/lstm.py; Hochreiter and Schmidhuber, "Long
// Short-Term Memory", 1997.
func LSTM(units int, options ...LSTMOption) *Layer {
	config := &spec.LSTM{
		Recurrent:           recurrent("LSTM", units),
		RecurrentActivation: Sigmoid.object(),
		UnitForgetBias:      true,
	}
	for _, option := range options {
		option.lstm(config)
	}
	return newLayer(config)
}

// ForgetOption is an option of [LSTM]: see [NoForgetBias].
type ForgetOption struct{}

// NoForgetBias lets the forget gate's bias start as the others', and not at 1.
func NoForgetBias() ForgetOption { return ForgetOption{} }

func (ForgetOption) lstm(c *spec.LSTM) { c.UnitForgetBias = false }

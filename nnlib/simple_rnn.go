package nnlib

import "nnbook/nnlib/internal/spec"

// SimpleRNNOption is an option of [SimpleRNN]: an [Activation], a [KernelOption], a
// [RecurrentOption] or a [RateOption].
type SimpleRNNOption interface{ simpleRNN(*spec.SimpleRNN) }

// SimpleRNN returns a recurrent layer whose state is its output,
// h ← activation(x·kernel + bias + h·recurrent kernel), from one step to the next.
// It starts at zero. For long sequences [LSTM] and [GRU] remember better.
//
// Steps that a mask hides, of [Embedding] with [MaskZero] or of [Masking], are
// skipped.
//
// Shapes: x is [batch, steps, in], kernel [in, units], recurrent kernel [units,
// units], bias [units], and y [batch, units], or [batch, steps, units] with
// [ReturnSequences].
//
// Defaults: [Tanh], [GlorotUniform] kernel, [Orthogonal] recurrent kernel, zero
// bias.
//
// SimpleRNN panics if units < 1; calling it panics unless rows are steps of
// features.
//
// Source: Keras 3, keras/src/layers/rnn/simple_rnn.py.
func SimpleRNN(units int, options ...SimpleRNNOption) *Layer {
	config := &spec.SimpleRNN{Recurrent: recurrent("SimpleRNN", units)}
	for _, option := range options {
		option.simpleRNN(config)
	}
	return newLayer(config)
}

package nnlib

import "nnbook/nnlib/internal/spec"

// PlainAttentionOption is an option of [Attention]: see [ConcatScore], [UseScale],
// [CausalMask] and [DropoutRate].
type PlainAttentionOption interface{ plainAttention(*spec.Attention) }

// Attention returns a layer that lets each step of a query look at all steps of a
// value, softmax(query·key)·value, without kernels; [MultiHeadAttention] has some.
//
// Call it with query and value, or with query, value and key; without, the value is
// the key.
//
// Steps that a mask hides, of [Embedding] with [MaskZero] or of [Masking], are not
// looked at, and the query's give zeros.
//
// Shapes: query is [batch, steps, a], value [batch, others, b], key [batch, others,
// a] and y [batch, steps, b].
//
// Defaults: no scale, no dropout.
//
// Calling the layer panics unless rows are steps of features, and if query, value
// and key do not fit one another.
//
// Source: Keras 3, keras/src/layers/attention/attention.py; Luong et al., "Effective
// Approaches to Attention-based Neural Machine Translation", 2015.
func Attention(options ...PlainAttentionOption) *Layer {
	config := &spec.Attention{ScoreMode: spec.ScoreDot}
	for _, option := range options {
		option.plainAttention(config)
	}
	return newLayer(config)
}

// ScoreOption is an option of [Attention]: see [ConcatScore] and [UseScale].
type ScoreOption struct{ set func(*spec.Attention) }

// ConcatScore measures how well query and key fit by a weight · Σ tanh(query + key),
// instead of by query·key.
func ConcatScore() ScoreOption {
	return ScoreOption{func(c *spec.Attention) { c.ScoreMode = spec.ScoreConcat }}
}

// UseScale multiplies query·key, or query + key, with a weight, which starts at 1.
func UseScale() ScoreOption {
	return ScoreOption{func(c *spec.Attention) { c.UseScale = true }}
}

func (o ScoreOption) plainAttention(c *spec.Attention) { o.set(c) }

// CausalOption is an option of [Attention] and [MultiHeadAttention]: see
// [CausalMask].
type CausalOption struct{}

// CausalMask lets each step look at the value's steps up to its own only, as a model
// must that predicts what comes next.
func CausalMask() CausalOption { return CausalOption{} }

func (CausalOption) attention(c *spec.MultiHeadAttention) { c.UseCausalMask = true }
func (CausalOption) plainAttention(c *spec.Attention)     { c.UseCausalMask = true }

func (o RateOption) plainAttention(c *spec.Attention) { c.Dropout = o.rate }

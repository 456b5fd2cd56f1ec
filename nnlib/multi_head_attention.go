package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// AttentionOption is an option of [MultiHeadAttention]: [ValueDim], [OutputDim],
// [CausalMask], a [KernelOption] or a [RateOption].
type AttentionOption interface {
	attention(*spec.MultiHeadAttention)
}

// MultiHeadAttention returns a layer that lets each step of a query look at all
// steps of a value: for each head, softmax(query·key / √keyDim)·value, of inputs
// that are multiplied with the head's kernels first. What the heads give is
// multiplied with an output kernel and added up.
//
// Call it with query and value, or with query, value and key; without, the value is
// the key. Call(x, x) lets steps look at one another.
//
// Steps that a mask hides, of [Embedding] with [MaskZero] or of [Masking], are not
// looked at.
//
// Shapes: query is [batch, steps, a], value [batch, others, b], key [batch, others,
// c] and y [batch, steps, a]. The kernels are [a, heads, keyDim], [c, heads,
// keyDim], [b, heads, keyDim] and [heads, keyDim, a], in the order query, key,
// value, output, each with a bias.
//
// Defaults: values of keyDim a head, [GlorotUniform] kernels, zero biases, no
// dropout.
//
// MultiHeadAttention panics if heads or keyDim < 1; calling it panics unless rows
// are steps of features, and if value and key differ in their steps.
//
// Source: Keras 3, keras/src/layers/attention/multi_head_attention.py; Vaswani et
// al., "Attention Is All You Need", 2017.
func MultiHeadAttention(heads, keyDim int, options ...AttentionOption) *Layer {
	if heads < 1 || keyDim < 1 {
		panic(&Error{
			Who:      fmt.Sprintf("nnlib.MultiHeadAttention(%d, %d)", heads, keyDim),
			Expected: "at least 1 head and keys of at least 1 value",
			Got:      fmt.Sprintf("%d and %d", heads, keyDim),
			Fix:      "nnlib.MultiHeadAttention(4, 16)",
		})
	}
	config := &spec.MultiHeadAttention{
		NumHeads:          heads,
		KeyDim:            keyDim,
		ValueDim:          keyDim,
		UseBias:           true,
		KernelInitializer: GlorotUniform().object,
		BiasInitializer:   Zeros().object,
	}
	for _, option := range options {
		option.attention(config)
	}
	return newLayer(config)
}

// AttentionShape is an option of [MultiHeadAttention]: see [ValueDim] and
// [OutputDim].
type AttentionShape struct {
	set func(*spec.MultiHeadAttention)
}

// ValueDim sets how many values each head looks up, instead of keyDim. It panics if
// size < 1.
func ValueDim(size int) AttentionShape {
	checkDim("nnlib.ValueDim", size)
	return AttentionShape{func(c *spec.MultiHeadAttention) { c.ValueDim = size }}
}

// OutputDim sets how many features come out, instead of as many as the query has.
// It panics if size < 1.
func OutputDim(size int) AttentionShape {
	checkDim("nnlib.OutputDim", size)
	return AttentionShape{func(c *spec.MultiHeadAttention) { c.OutputDim = size }}
}

func (o AttentionShape) attention(c *spec.MultiHeadAttention) { o.set(c) }

func (o KernelOption) attention(c *spec.MultiHeadAttention) {
	o.set(&kernel{useBias: &c.UseBias, kernelInitializer: &c.KernelInitializer, biasInitializer: &c.BiasInitializer, bounds: &c.Bounds})
}

func checkDim(who string, size int) {
	if size < 1 {
		panic(&Error{Who: fmt.Sprintf("%s(%d)", who, size), Expected: "at least 1", Got: fmt.Sprint(size), Fix: who + "(16)"})
	}
}

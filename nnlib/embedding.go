package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// EmbeddingOption is an option of [Embedding]: see [MaskZero] and
// [EmbeddingsInitializer].
type EmbeddingOption struct{ set func(*spec.Embedding) }

// Embedding returns a layer that looks up a vector for each class number, such as
// that of a word. Numbers go from 0 up to, not including, inputDim.
//
// Shapes: x is [batch, …], embeddings [inputDim, outputDim] and y [batch, …,
// outputDim].
//
// Defaults: embeddings drawn from ±0.05, no mask.
//
// Embedding panics if inputDim or outputDim < 1. Training, evaluating and
// predicting panic for numbers that are not whole or out of range.
//
// Source: Keras 3, keras/src/layers/core/embedding.py.
func Embedding(inputDim, outputDim int, options ...EmbeddingOption) *Layer {
	if inputDim < 1 || outputDim < 1 {
		panic(&Error{
			Who:      fmt.Sprintf("nnlib.Embedding(%d, %d)", inputDim, outputDim),
			Expected: "at least 1 class and vectors of at least 1 value",
			Got:      fmt.Sprintf("%d and %d", inputDim, outputDim),
			Fix:      "nnlib.Embedding(10_000, 32), for classes from 0 to 9,999",
		})
	}
	config := &spec.Embedding{
		InputDim:              inputDim,
		OutputDim:             outputDim,
		EmbeddingsInitializer: RandomUniform(-0.05, 0.05).object,
	}
	for _, option := range options {
		option.set(config)
	}
	return newLayer(config)
}

// MaskZero makes class 0 padding: the layers behind skip those steps, and steps of
// the output that come from them weigh nothing in loss and metrics. It counts among
// inputDim.
func MaskZero() EmbeddingOption {
	return EmbeddingOption{func(c *spec.Embedding) { c.MaskZero = true }}
}

// EmbeddingsInitializer sets how the vectors start.
func EmbeddingsInitializer(initializer Initializer) EmbeddingOption {
	return EmbeddingOption{func(c *spec.Embedding) { c.EmbeddingsInitializer = initializer.object }}
}

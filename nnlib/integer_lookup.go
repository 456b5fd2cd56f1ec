package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// IntegerLookup returns a layer that replaces whole numbers by their places in a
// vocabulary, counted from 1; numbers that are not there have the place 0. It has no
// weights. [Vocabulary] makes a vocabulary of data; for words see [StringLookup].
//
//	nnlib.IntegerLookup([]int{12, 36}) // 36 → 2, 12 → 1, 7 → 0
//
// With [MaskToken] place 0 is the mask's, 1 that of unknown numbers, and the
// vocabulary's begin at 2.
//
// Shapes: x and y are [batch, …]; with an [Encoding], as of [CategoryEncoding] with
// one category more than the vocabulary has, and the mask's none.
//
// Default: places.
//
// IntegerLookup panics if the vocabulary is empty or has a number twice, and for
// numbers beyond ±16,777,216, which float32 cannot tell apart.
//
// Source: Keras 3, keras/src/layers/preprocessing/integer_lookup.py.
func IntegerLookup(vocabulary []int, options ...IntegerLookupOption) *Layer {
	checkVocabulary("nnlib.IntegerLookup", vocabulary, "nnlib.IntegerLookup([]int{12, 36})")
	config := &spec.IntegerLookup{Vocabulary: slices.Clone(vocabulary), OutputMode: spec.AsInt}
	for _, option := range options {
		option.integerLookup(config)
	}
	for _, number := range vocabulary {
		if number < -1<<24 || number > 1<<24 || config.MaskToken != nil && number == *config.MaskToken {
			panic(&Error{
				Who:      "nnlib.IntegerLookup",
				Expected: "numbers from -16,777,216 to 16,777,216, without the mask",
				Got:      fmt.Sprint(number),
				Fix:      "number your data anew, as with nnlib.StringLookup",
			})
		}
	}
	return newLayer(config)
}

// IntegerLookupOption is an option of [IntegerLookup]: an [Encoding] or [MaskToken].
type IntegerLookupOption interface {
	integerLookup(*spec.IntegerLookup)
}

// MaskToken names the number that stands for nothing, such as what fills up short
// rows.
func MaskToken(token int) MaskOption { return MaskOption(token) }

// MaskOption is an option of [IntegerLookup]: see [MaskToken].
type MaskOption int

func (o MaskOption) integerLookup(c *spec.IntegerLookup) { c.MaskToken = new(int(o)) }
func (e Encoding) integerLookup(c *spec.IntegerLookup)   { c.OutputMode = e.mode() }

// checkVocabulary panics for an empty vocabulary, and for what it has twice.
func checkVocabulary[T comparable](who string, vocabulary []T, fix string) {
	got := "none"
	seen := map[T]bool{}
	for _, token := range vocabulary {
		if got = ""; seen[token] {
			got = fmt.Sprintf("%v twice", token)
			break
		}
		seen[token] = true
	}
	if got != "" {
		panic(&Error{Who: who, Expected: "a vocabulary, everything once", Got: got, Fix: fix})
	}
}

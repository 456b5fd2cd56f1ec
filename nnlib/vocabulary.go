package nnlib

import (
	"cmp"
	"slices"
)

// Vocabulary lists what is among the tokens, for [StringLookup] and [IntegerLookup]:
// the most frequent first, and of those that are as frequent the last by order. So
// does Keras' adapt. Of a long vocabulary you may take the beginning:
//
//	nnlib.StringLookup(nnlib.Vocabulary(words)[:1000])
//
// Source: Keras 3, keras/src/layers/preprocessing/index_lookup.py.
func Vocabulary[T int | string](tokens []T) []T {
	count := map[T]int{}
	var vocabulary []T
	for _, token := range tokens {
		if count[token]++; count[token] == 1 {
			vocabulary = append(vocabulary, token)
		}
	}
	slices.SortFunc(vocabulary, func(a, b T) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(b, a))
	})
	return vocabulary
}

package nnlib

import (
	"fmt"
	"slices"
)

// Lookup turns words into numbers and back: see [StringLookup].
type Lookup struct {
	words  []string // by place
	places map[string]int
}

const unknownWord = "[UNK]"

// StringLookup numbers the words of a vocabulary from 1; words that are not there
// have the number 0. [Vocabulary] makes a vocabulary of data.
//
// Other than Keras' it is no layer: models compute with numbers, so words become
// numbers where the data are made.
//
//	var colors = nnlib.StringLookup([]string{"red", "green"})
//	data := nnlib.FromSlices(rows(colors.Places(words)), targets)
//	model := nnlib.Sequential("m", nnlib.Input(1), nnlib.CategoryEncoding(colors.Size(), nnlib.OneHot), …)
//
// With [MaskWord] number 0 is the mask's, 1 that of unknown words, and the
// vocabulary's begin at 2.
//
// StringLookup panics if the vocabulary is empty or has a word twice.
//
// Source: Keras 3, keras/src/layers/preprocessing/string_lookup.py.
func StringLookup(vocabulary []string, options ...StringLookupOption) *Lookup {
	const fix = `nnlib.StringLookup([]string{"red", "green"})`
	l := &Lookup{words: []string{unknownWord}, places: map[string]int{}}
	for _, option := range options {
		l.words = []string{string(option), unknownWord}
	}
	checkVocabulary("nnlib.StringLookup", vocabulary, fix)
	l.words = slices.Concat(l.words, vocabulary)
	checkVocabulary("nnlib.StringLookup, with mask and [UNK]", l.words, fix)
	for place, word := range l.words {
		l.places[word] = place
	}
	return l
}

// StringLookupOption is an option of [StringLookup]: see [MaskWord].
type StringLookupOption string

// MaskWord names the word that stands for nothing, such as "", which fills up short
// rows.
func MaskWord(word string) StringLookupOption { return StringLookupOption(word) }

// Place returns a word's number.
func (l *Lookup) Place(word string) int {
	if place, known := l.places[word]; known {
		return place
	}
	return l.places[unknownWord]
}

// Places returns each word's number.
func (l *Lookup) Places(words []string) []int {
	places := make([]int, len(words))
	for i, word := range words {
		places[i] = l.Place(word)
	}
	return places
}

// Word returns the word of a number, "[UNK]" for that of unknown words.
//
// Word panics for a number that no word has.
func (l *Lookup) Word(place int) string {
	if place < 0 || place >= len(l.words) {
		panic(&Error{
			Who:      fmt.Sprintf("Word(%d) of a Lookup", place),
			Expected: fmt.Sprintf("a number from 0 to %d", len(l.words)-1),
			Got:      fmt.Sprint(place),
			Fix:      "lookup.Word(lookup.Place(word))",
		})
	}
	return l.words[place]
}

// Vocabulary returns the words in the order of their numbers, with "[UNK]" and the
// mask.
func (l *Lookup) Vocabulary() []string { return slices.Clone(l.words) }

// Size is how many numbers there are.
func (l *Lookup) Size() int { return len(l.words) }

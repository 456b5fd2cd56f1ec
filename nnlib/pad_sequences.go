package nnlib

import "fmt"

// PadOption is an option of [PadSequences]: [MaxLength], [PadAfter], [CutAfter] or
// [PadWith].
type PadOption func(*padding)

type padding struct {
	length          int // -1: the longest sequence's
	after, cutAfter bool
	value           float64
}

// PadSequences brings sequences to one length, as rows of a data set have: short ones
// get zeros in front, and of long ones the last steps stay. The sequences stay as
// they are.
//
//	words := nnlib.PadSequences(sentences, nnlib.MaxLength(80), nnlib.PadAfter())
//
// Zeros are what [Embedding] skips with [MaskZero].
//
// Shapes: sequences are of any length, and the result's rows of [MaxLength].
//
// Defaults: the longest sequence's length, padding of 0, in front, where long ones are
// cut too.
//
// PadSequences panics for a padding that T cannot hold.
//
// Source: Keras 3, keras/src/utils/sequence_utils.py, pad_sequences.
func PadSequences[T Number](sequences [][]T, options ...PadOption) [][]T {
	p := padding{length: -1}
	for _, option := range options {
		option(&p)
	}
	fill := T(p.value)
	if isInteger[T]() && float64(fill) != p.value {
		panic(&Error{
			Who: "nnlib.PadSequences", Expected: fmt.Sprintf("a padding that %T can hold", fill), Got: fmt.Sprint(p.value),
			Fix: "nnlib.PadWith(0), or sequences of []float64",
		})
	}
	if p.length < 0 {
		for _, sequence := range sequences {
			p.length = max(p.length, len(sequence))
		}
	}
	padded := make([][]T, len(sequences))
	for i, sequence := range sequences {
		padded[i] = make([]T, p.length)
		for j := range padded[i] {
			padded[i][j] = fill
		}
		copy(padded[i][p.begin(len(sequence)):], cut(sequence, p.length, p.cutAfter))
	}
	return padded
}

// begin is where a sequence of a length goes.
func (p padding) begin(length int) int {
	if p.after {
		return 0
	}
	return max(0, p.length-length)
}

// cut leaves the last steps of a sequence that is too long, or the first ones.
func cut[T any](sequence []T, length int, after bool) []T {
	from := max(0, len(sequence)-length)
	if after {
		from = 0
	}
	return sequence[from:min(len(sequence), from+length)]
}

// MaxLength sets how long [PadSequences] makes sequences; longer ones are cut. It
// panics if n < 1.
func MaxLength(n int) PadOption {
	checkSetting("nnlib.MaxLength", float64(n), n >= 1, "a length of 1 or more", "nnlib.MaxLength(80), or leave it out for the longest sequence's")
	return func(p *padding) { p.length = n }
}

// PadAfter makes [PadSequences] pad behind a sequence, Keras' padding="post".
func PadAfter() PadOption { return func(p *padding) { p.after = true } }

// CutAfter makes [PadSequences] keep the first steps of a long sequence, Keras'
// truncating="post".
func CutAfter() PadOption { return func(p *padding) { p.cutAfter = true } }

// PadWith sets what [PadSequences] pads with. It panics for NaN and Inf.
func PadWith(value float64) PadOption {
	checkSetting("nnlib.PadWith", value, true, "a number that no step has", "nnlib.PadWith(0)")
	return func(p *padding) { p.value = value }
}

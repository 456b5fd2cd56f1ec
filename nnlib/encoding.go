package nnlib

import "nnbook/nnlib/internal/spec"

// Encoding says how numbers of categories come out of [CategoryEncoding],
// [Discretization] and [IntegerLookup].
type Encoding string

const (
	OneHot   Encoding = spec.AsOneHot   // each as a row of zeros, with a 1 at its place
	MultiHot Encoding = spec.AsMultiHot // those of a row as one row of zeros, with a 1 at the place of each
	Count    Encoding = spec.AsCount    // those of a row as how often each category is there
)

// mode is the encoding as the engine knows it.
func (e Encoding) mode() string {
	switch e {
	case OneHot, MultiHot, Count:
		return string(e)
	}
	panic(&Error{
		Who:      "nnlib.Encoding",
		Expected: "OneHot, MultiHot or Count",
		Got:      string(e),
		Fix:      "nnlib.OneHot",
	})
}

package nnlib

import (
	"errors"

	"nnbook/nnlib/internal/fault"
)

// Error is a mistake that you can mend: it says who speaks, what was expected,
// what came instead, and the line that puts it right.
//
//	Dense(10) of model "digits": expected …, got …
//	  fix: …
//
// A mistake in a model or in a call panics with an *Error, also when only the
// engine could see it, as with labels out of range. What goes wrong in the
// world, a file or the network, is returned as an error; see [Must]. In a notebook,
// a statement that drops it ends its cell with it.
type Error = fault.Error

// Must returns value, or panics if err is not nil. It is for declarations, where
// an error cannot be handled:
//
//	var mnist = nnlib.Must(nnlib.MNIST())
func Must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// asError makes an *Error of any error, with who and fix if it is none yet.
func asError(who, fix string, err error) *Error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	return &Error{Who: who, Got: err.Error(), Fix: fix}
}

package nnlib

import (
	"fmt"
	"slices"

	"nnbook/nnlib/internal/spec"
)

// Scaler brings features to a common scale: see [Standardize].
type Scaler struct{ on *Dataset }

// Standardize returns a scaler that subtracts from each feature its mean and
// divides it by its standard deviation, both as the rows of train have them:
//
//	z = (x - mean) / sqrt(mean of (x - mean)²)
//
// It computes what scikit-learn's StandardScaler does; a feature that never
// changes becomes 0. Use the same scaler for all parts of the data, or the model
// would see them in different units:
//
//	scaler := nnlib.Standardize(train)
//	train, valid, test = scaler.Apply(train), scaler.Apply(valid), scaler.Apply(test)
//
// Give it the training rows alone: what is to judge a model must not have helped
// to make it. Nothing is read before a standardised data set is needed.
//
// Standardize panics if train has no rows.
func Standardize(train *Dataset) *Scaler {
	if train == nil || train.Len() == 0 {
		panic(&Error{
			Who:      "nnlib.Standardize",
			Expected: "rows to learn means and standard deviations from",
			Got:      "none",
			Fix:      "nnlib.Standardize(train)",
		})
	}
	return &Scaler{train}
}

// Apply returns the data set standardised.
//
// Apply panics unless its rows have the shape of those that the scaler learned from.
func (s *Scaler) Apply(data *Dataset) *Dataset {
	if data == nil || !slices.Equal(data.spec.X.Shape, s.on.spec.X.Shape) {
		got := "nil"
		if data != nil {
			got = fmt.Sprintf("rows of shape %v", data.spec.X.Shape)
		}
		panic(&Error{
			Who:      "Scaler.Apply",
			Expected: fmt.Sprintf("rows of shape %v, as those that it learned from", s.on.spec.X.Shape),
			Got:      got,
			Fix:      "nnlib.Standardize(train).Apply(train)",
		})
	}
	applied := data.with(spec.Op{Kind: "standardize"})
	applied.by = append(slices.Clone(data.by), s.on)
	return applied
}

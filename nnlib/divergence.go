package nnlib

import "nnbook/nnlib/internal/spec"

// KLDivergence returns how far the outputs' distribution p is from the targets'
// y: the mean of Σ y·log(y/p) over the classes, both held between 1e-7 and 1.
//
// Shapes: outputs and targets [batch, …, classes], each row of targets from 0
// to 1 and with the sum 1.
//
// Source: Keras 3, keras/src/losses/losses.py.
func KLDivergence() Loss { return loss(spec.KLDivergence) }

// Poisson returns the loss of a model that predicts the rate p of events of
// which y were counted: the mean of p - y·log p.
//
// Shapes: outputs [batch, …, n] above 0, targets the same and 0 or more, or
// [batch] for n = 1.
//
// Source: Keras 3, keras/src/losses/losses.py.
func Poisson() Loss { return loss(spec.Poisson) }

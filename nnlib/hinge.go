package nnlib

import "nnbook/nnlib/internal/spec"

// Hinge returns the loss of yes-or-no questions with the targets -1 and 1: the
// mean of max(1 - y·p, 0). Targets of 0 and 1 are taken as -1 and 1.
//
// Shapes: outputs [batch, …, n], targets the same, or [batch] for n = 1.
//
// Source: Keras 3, keras/src/losses/losses.py.
func Hinge() Loss { return loss(spec.Hinge) }

// SquaredHinge returns the mean of max(1 - y·p, 0)²; see [Hinge].
//
// Shapes: as [Hinge].
//
// Source: Keras 3, keras/src/losses/losses.py.
func SquaredHinge() Loss { return loss(spec.SquaredHinge) }

// CategoricalHinge returns the loss of a classifier whose targets are one-hot
// rows: by how much the right class' output is not 1 above the largest other.
//
// Shapes: outputs and targets [batch, …, classes].
//
// Source: Keras 3, keras/src/losses/losses.py.
func CategoricalHinge() Loss { return loss(spec.CategoricalHinge) }

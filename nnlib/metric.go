package nnlib

import "nnbook/nnlib/internal/spec"

// Metric measures a model for its reader; training does not follow it.
type Metric struct{ object spec.Object }

// Accuracy returns the share of rows that are classified right, from 0 to 1: the
// largest output is that of the right class or, for a single output, it lies on
// the right side of 0.5.
//
// Source: Keras 3, keras/src/metrics/accuracy_metrics.py.
func Accuracy() Metric { return Metric{spec.Object{Class: spec.Accuracy}} }

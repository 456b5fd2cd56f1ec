package nnlib

import "nnbook/nnlib/internal/spec"

// PearsonCorrelation returns the mean over the rows of how a row's targets and
// outputs go together: 1 where they lie on a rising line, -1 on a falling one. A
// row of equal targets, or outputs, has 0 where Keras has NaN.
//
// Shapes: outputs and targets [batch, …, n], n ≥ 2, or Compile panics. For one
// number a row see [R2Score].
//
// Source: Keras 3, keras/src/metrics/correlation_metrics.py.
func PearsonCorrelation() Metric { return metric(spec.PearsonCorrelation) }

// ConcordanceCorrelation returns the mean over the rows of how close a row's
// outputs are to its targets: 1 where they are equal.
//
// Shapes: as [PearsonCorrelation].
//
// Source: Keras 3, keras/src/metrics/correlation_metrics.py, whose formula takes
// the targets' distance from the outputs' mean.
func ConcordanceCorrelation() Metric { return metric(spec.ConcordanceCorrelation) }

// LogCoshError returns [LogCosh] as a metric that is called "logcosh" in logs.
//
// Source: Keras 3, keras/src/metrics/regression_metrics.py.
func LogCoshError() Metric { return metric(spec.LogCoshError) }

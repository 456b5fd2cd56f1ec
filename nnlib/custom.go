package nnlib

import "nnbook/nnlib/internal/spec"

// For package nnbook/nnlib/engine/custom, by which programs write layers, losses and
// metrics of their own. It knows GoMLX, which nnlib must not.

// CustomLayer returns a layer whose code a program keeps; use package custom.
func CustomLayer(config *spec.Custom) *Layer { return newLayer(config) }

// CustomLoss returns a loss whose code a program keeps; use package custom.
func CustomLoss(object spec.Object) Loss { return lossOf(object) }

// CustomMetric returns a metric whose code a program keeps; use package custom.
func CustomMetric(object spec.Object) Metric { return metricOf(object) }

// CustomWeight declares a variable of a layer that a program wrote itself; use
// package custom. Empty, an initializer is [GlorotUniform], a regularizer and a
// constraint are none.
func CustomWeight(w spec.Weight, i Initializer, r Regularizer, c Constraint) spec.Weight {
	w.Initializer = i.object
	if w.Initializer.Class == "" {
		w.Initializer = GlorotUniform().object
	}
	if r.object.Class != "" {
		w.Regularizer = &r.object
	}
	if c.object.Class != "" {
		w.Constraint = &c.object
	}
	return w
}

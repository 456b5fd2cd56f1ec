package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Compile sets how the model learns: how its weights follow the gradients, what
// the loss is, and what is measured beside it. Compiling again keeps the weights
// and starts the optimizer anew.
//
// It says so where the last layer hardly suits the loss, as one without [Softmax]
// does for [SparseCategoricalCrossentropy].
//
// Compile panics for an optimizer, loss or metric that no function of this
// package made, and in a package-level var, which a notebook runs again in every
// cell.
func (m *Model) Compile(optimizer Optimizer, loss Loss, metrics ...Metric) {
	who := m.who("Compile")
	refuseInPackageVar(who, "model.Compile(…)")
	settings := spec.Compile{Optimizer: optimizer.object, Loss: loss.object}
	requireObject(who, "an optimizer", "nnlib.Adam()", optimizer.object)
	requireObject(who, "a loss", "nnlib.SparseCategoricalCrossentropy()", loss.object)
	for _, m := range metrics {
		var object spec.Object
		if m != nil {
			object = m.metric()
		}
		requireObject(who, "a metric", "nnlib.Accuracy()", object)
		settings.Metrics = append(settings.Metrics, object)
	}
	call{who: who, request: wire.Compile{Model: m.spec, Settings: settings}}.run()
}

func requireObject(who, what, fix string, object spec.Object) {
	if object.Class == "" {
		panic(&Error{Who: who, Expected: what, Got: "an empty one", Fix: fmt.Sprintf("model.Compile(…, %s, …)", fix)})
	}
}

package nnlib

import (
	"fmt"
	"slices"
	"strings"

	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Compile sets how the model learns: how its weights follow the gradients, what
// the loss is, and what is measured beside it. Compiling again keeps the weights
// and starts the optimizer anew.
//
// Of a model with several outputs, a loss and a metric are those of all outputs,
// unless [Losses] and [For] say of which.
//
// It says so where the last layer hardly suits the loss, as one without [Softmax]
// does for [SparseCategoricalCrossentropy].
//
// Compile panics for an optimizer, loss or metric that no function of this
// package made, for the name of an output that the model does not have, for two
// losses of one output, and in a package-level var, which a notebook runs again
// in every cell.
func (m *Model) Compile(optimizer Optimizer, loss Loss, metrics ...Metric) {
	who := m.who("Compile")
	refuseInPackageVar(who, "model.Compile(…)")
	requireObject(who, "an optimizer", "nnlib.Adam()", optimizer.object)
	goals := make([]spec.Goal, len(m.spec.Outputs))
	for _, l := range loss.all() {
		requireObject(who, "a loss", "nnlib.SparseCategoricalCrossentropy()", l.object)
		for _, i := range m.outputsNamed(who, l.output) {
			m.setLoss(who, &goals[i], l)
		}
	}
	for _, metric := range changed(metrics, func(*measure) {}) {
		requireObject(who, "a metric", "nnlib.Accuracy()", metric.object)
		for _, i := range m.outputsNamed(who, metric.output) {
			if metric.weighted {
				goals[i].Weighted = append(goals[i].Weighted, metric.object)
			} else {
				goals[i].Metrics = append(goals[i].Metrics, metric.object)
			}
		}
	}
	settings := spec.Compile{Optimizer: optimizer.object, Goals: goals}
	call{who: who, request: wire.Compile{Model: m.spec, Settings: settings}}.run()
}

func (m *Model) setLoss(who string, goal *spec.Goal, l Loss) {
	if goal.Loss.Class != "" {
		panic(&Error{
			Who:      who,
			Expected: "one loss for each output",
			Got:      fmt.Sprintf("%s and %s for the same", goal.Loss.Class, l.object.Class),
			Fix:      "nnlib.Losses(loss.For(" + strings.Join(quoted(m.outputNames()), "), loss.For(") + "))",
		})
	}
	goal.Loss, goal.Weight = l.object, l.factor
}

// outputsNamed are the outputs of a name, all for "".
func (m *Model) outputsNamed(who, name string) []int {
	var named []int
	names := m.outputNames()
	for i := range names {
		if name == "" || names[i] == name {
			named = append(named, i)
		}
	}
	if len(named) == 0 {
		panic(&Error{
			Who:      who,
			Expected: "the name of an output, one of " + strings.Join(quoted(names), ", "),
			Got:      fmt.Sprintf("%q", name),
			Fix:      fmt.Sprintf("For(%q)", names[0]),
		})
	}
	return named
}

// outputNames are those of the layers that the model ends in.
func (m *Model) outputNames() []string { return m.layerNames(m.spec.Outputs) }

func (m *Model) inputNames() []string { return m.layerNames(m.spec.Inputs) }

func (m *Model) layerNames(nodes []int) []string {
	var names []string
	for _, node := range nodes {
		names = append(names, m.spec.Layers[m.spec.Nodes[node].Layer].Name)
	}
	return names
}

func quoted(names []string) []string {
	names = slices.Clone(names)
	for i, name := range names {
		names[i] = fmt.Sprintf("%q", name)
	}
	return names
}

func requireObject(who, what, fix string, object spec.Object) {
	if object.Class == "" {
		panic(&Error{Who: who, Expected: what, Got: "an empty one", Fix: fmt.Sprintf("model.Compile(…, %s, …)", fix)})
	}
}

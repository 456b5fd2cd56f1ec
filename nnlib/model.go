package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/fault"
	"nnbook/nnlib/internal/spec"
	"nnbook/nnlib/internal/wire"
)

// Model is a declared network. It holds no weights: those, the optimizer's state
// and the history are the engine's, under the model's name, and stay there from
// one cell of a notebook to the next. Declaring the same model again finds them
// again; declaring another architecture under the same name starts afresh.
type Model struct {
	spec  *spec.Model
	layer *Layer // what it is within another model
}

func newModel(m *spec.Model) *Model {
	return &Model{m, &Layer{name: m.Name, config: spec.NewNested(m)}}
}

// Name returns the model's name.
func (m *Model) Name() string { return m.spec.Name }

// Seeded returns the model with another seed of its first weights, of shuffling
// and of dropout. Without, the seed is 0: the same model learns the same way
// every time.
//
//	var second = nnlib.Sequential("second", …).Seeded(2)
func (m *Model) Seeded(seed uint64) *Model {
	seeded := *m.spec
	seeded.Seed = seed
	return newModel(&seeded)
}

// Call makes the model a layer of another, which is named as the model is, and
// returns what it makes of its inputs. The other model has weights of its own for
// it, which start like those of any layer: see [ModelLayer.SetWeights]. [Sequential]
// takes a model as it takes a layer.
//
// Called twice, it is one layer with one set of weights.
//
// Call panics for a model of several outputs, and if it cannot take inputs of
// these shapes.
func (m *Model) Call(inputs ...*Tensor) *Tensor { return m.layer.Call(inputs...) }

// Trainable returns the model with all its layers learning, or all frozen, to be
// a part of another. See [Layer.Trainable].
func (m *Model) Trainable(trainable bool) *Model {
	changed := newModel(m.spec.Freeze(!trainable))
	changed.layer.frozen = !trainable
	return changed
}

func (*Model) stackable() {}

// Reset forgets all that the model learned: it starts again from its first
// weights, with a new optimizer and an empty history. What Compile set stays.
func (m *Model) Reset() {
	who := m.who("Reset")
	refuseInPackageVar(who, "model.Reset()")
	call{who: who, request: wire.Reset{Model: m.spec}}.run()
}

// History returns all that was trained since the first weights, by all calls of
// [Model.Fit]. It is empty before the first.
func (m *Model) History() *History {
	return newHistory(m.Name(), call{who: m.who("History"), request: wire.GetHistory{Model: m.spec}}.run())
}

// String tells the model's name and size.
func (m *Model) String() string {
	total, _ := m.countParams()
	return fmt.Sprintf("model %q: %s, %s parameters", m.spec.Name, fault.Count(len(m.visibleLayers()), "layer"), thousands(total))
}

// who names a method of the model, for errors.
func (m *Model) who(method string) string { return fmt.Sprintf("%s of model %q", method, m.spec.Name) }

// countParams adds up the sizes of all weights and of the trainable ones.
func (m *Model) countParams() (total, trainable int) {
	for _, weights := range m.spec.Weights() {
		for _, w := range weights {
			total += spec.Shape(w.Shape).Size()
			if w.Trainable {
				trainable += spec.Shape(w.Shape).Size()
			}
		}
	}
	return total, trainable
}

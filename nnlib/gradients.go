package nnlib

import "nnbook/nnlib/internal/wire"

// Gradients returns the derivatives of the loss by each variable that learns, for all
// rows of a data set together: the way that a step of training would go against. A
// layer that is frozen has none. Dropout and noise are off, as in [Model.Evaluate].
//
// Shapes: each as that variable of [Model.Weights] by whose name it goes.
//
// Gradients panics if the model is not compiled, or if the data do not fit it.
//
// Source: Keras 3 has none; TensorFlow's GradientTape.gradient gives the same.
func (m *Model) Gradients(batch *Dataset) []Weight {
	who := m.who("Gradients")
	m.checkData(who, batch, true)
	result := call{who: who, request: wire.GetGradients{Model: m.spec, Data: batch.examples()}, data: batch.members()}.run()
	variables, _ := result.(wire.Variables)
	return weightsOf(variables)
}

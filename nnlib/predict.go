package nnlib

import "nnbook/nnlib/internal/wire"

// Predict computes the model's outputs, a row for each row of data, in their
// order. It needs no targets. A model that was never trained predicts with its
// first weights. Of a model with several outputs it returns the first, and the
// others by [Predictions.Output].
//
// With [OutputsOf] it returns what layers within the model make of the data.
//
// Default: batches of 32 rows. Progress is shown as by [Model.Evaluate].
//
// Predict panics if the data do not fit the model, and if it is interrupted.
func (m *Model) Predict(data *Dataset, options ...RunOption) *Predictions {
	who := m.who("Predict")
	m.checkData(who, data, false)
	p := newPass(options)
	request := wire.Predict{Model: m.spec, Data: data.examples(), BatchSize: p.batchSize, Layers: p.layers}
	result := p.run(call{who: who, request: request, data: data.members()}, data.Len())
	outputs, _ := result.(wire.Variables)
	return newPredictions(outputs)
}

package nnlib

import "nnbook/nnlib/internal/wire"

// TrainOnBatch makes one training step on all rows of a data set together, and
// returns the loss and the metrics that they had before it. It prints nothing and
// leaves no trace in the history.
//
//	for i := range 100 {
//		model.TrainOnBatch(train.Skip(32 * i).Take(32))
//	}
//
// TrainOnBatch panics if the model is not compiled, or if the data do not fit it.
func (m *Model) TrainOnBatch(batch *Dataset) Evaluation {
	who := m.who("TrainOnBatch")
	refuseInPackageVar(who, "model.TrainOnBatch(…)")
	m.checkData(who, batch, true)
	request := wire.TrainBatch{Model: m.spec, Data: batch.examples()}
	result := call{who: who, request: request, data: batch.members(), interruptible: true}.run()
	measured, _ := result.(wire.Measured)
	return Evaluation{measured.Names, measured.Values}
}

// TestOnBatch measures the model on all rows of a data set together, as
// [Model.Evaluate] does, and prints nothing.
func (m *Model) TestOnBatch(batch *Dataset) Evaluation {
	return m.Evaluate(batch, BatchSize(max(1, batch.Len())), Verbose(0))
}

// PredictOnBatch computes the outputs for all rows of a data set together, as
// [Model.Predict] does, and prints nothing.
func (m *Model) PredictOnBatch(batch *Dataset) *Predictions {
	return m.Predict(batch, BatchSize(max(1, batch.Len())), Verbose(0))
}

package nnlib

import "math"

// TerminateOnNaN returns a callback that ends training when the loss is NaN or
// infinite, a tenth of a second later at most.
//
// Source: Keras 3, keras/src/callbacks/terminate_on_nan.py.
func TerminateOnNaN() Callback { return &terminator{} }

type terminator struct{ follower }

// OnTrainBatchEnd looks at the loss.
func (t *terminator) OnTrainBatchEnd(epoch, batch int, logs Logs) error {
	loss, ok := logs["loss"]
	if !ok || !math.IsNaN(loss) && !math.IsInf(loss, 0) {
		return nil
	}
	t.say("Epoch %d, batch %d: the loss is %v, so training ends.", epoch+1, batch+1, loss)
	return ErrStopTraining
}

// OnEpochEnd looks once more, since not every batch is told.
func (t *terminator) OnEpochEnd(_ int, logs Logs) error {
	if loss, ok := logs["loss"]; ok && (math.IsNaN(loss) || math.IsInf(loss, 0)) {
		return ErrStopTraining
	}
	return nil
}

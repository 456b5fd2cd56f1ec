package nnlib

import "errors"

// Logs are the values of the loss and the metrics at one moment, by name.
type Logs = map[string]float64

// Callback follows a training. Pass callbacks to Fit with [Callbacks].
//
// It may have these methods too; epochs and batches are counted from 0:
//
//	OnTrainBegin(params map[string]int)                // epochs, initial_epoch, steps
//	OnTrainBatchEnd(epoch, batch int, logs nnlib.Logs) // at most ten times a second
//	OnTrainEnd(logs nnlib.Logs)                        // the last epoch's, also after an interrupt
type Callback interface {
	// OnEpochEnd is called after each epoch, with the means over its rows and,
	// where there is validation, the val_ values. Training waits for it. If it
	// returns [ErrStopTraining], training ends there; after any other error Fit
	// panics with it, and what was learned is kept.
	OnEpochEnd(epoch int, logs Logs) error
}

// ErrStopTraining is what a [Callback] returns to end the training.
var ErrStopTraining = errors.New("stop training")

// callbacks are several callbacks, called in their order.
type callbacks []Callback

func (all callbacks) trainBegin(params map[string]int) {
	for _, c := range all {
		if c, ok := c.(interface{ OnTrainBegin(map[string]int) }); ok {
			c.OnTrainBegin(params)
		}
	}
}

func (all callbacks) batchEnd(epoch, batch int, logs Logs) {
	for _, c := range all {
		if c, ok := c.(interface{ OnTrainBatchEnd(int, int, Logs) }); ok {
			c.OnTrainBatchEnd(epoch, batch, logs)
		}
	}
}

// epochEnd tells all callbacks, whatever one of them returns. An error that is
// more than ErrStopTraining comes first.
func (all callbacks) epochEnd(epoch int, logs Logs) error {
	var result error
	for _, c := range all {
		err := c.OnEpochEnd(epoch, logs)
		if err != nil && (result == nil || errors.Is(result, ErrStopTraining)) {
			result = err
		}
	}
	return result
}

func (all callbacks) trainEnd(logs Logs) {
	for _, c := range all {
		if c, ok := c.(interface{ OnTrainEnd(Logs) }); ok {
			c.OnTrainEnd(logs)
		}
	}
}

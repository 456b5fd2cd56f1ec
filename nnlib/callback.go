package nnlib

import (
	"errors"

	"nnbook/nnlib/internal/wire"
)

// Logs are the values of the loss and the metrics at one moment, by name.
type Logs = map[string]float64

// Callback follows a training. Pass callbacks to Fit with [Callbacks]. Those of
// this package are [EarlyStopping], [ReduceLROnPlateau], [LearningRateScheduler],
// [ModelCheckpoint], [BackupAndRestore], [TerminateOnNaN], [CSVLogger],
// [TensorBoard], [WatchLayers] and [LambdaCallback].
//
// It may have these methods too; epochs and batches are counted from 0:
//
//	SetModel(model *nnlib.Model)                       // comes first: the model in training
//	OnTrainBegin(params map[string]int)                // epochs, initial_epoch, steps
//	OnEpochBegin(epoch int)
//	OnTrainBatchEnd(epoch, batch int, logs nnlib.Logs) // at most ten times a second
//	OnTrainEnd(logs nnlib.Logs)                        // the last epoch's, also after an interrupt
//
// The three between may return an error, as OnEpochEnd does. Where training waits,
// at its begin and at both ends of an epoch, a callback may use the model: measure
// it, read and set its weights and its learning rate.
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

// each tells all callbacks, whatever one of them returns.
func (all callbacks) each(tell func(c Callback) error) (problem error) {
	for _, c := range all {
		problem = worse(problem, tell(c))
	}
	return problem
}

// worse is the first of two errors, unless only the second is more than
// ErrStopTraining.
func worse(first, second error) error {
	if first == nil || second != nil && errors.Is(first, ErrStopTraining) {
		return second
	}
	return first
}

// trainBegin introduces callbacks and training to each other.
func (all callbacks) trainBegin(model *Model, say func(string, ...any), begin wire.TrainBegin) error {
	return all.each(func(c Callback) error {
		if c, ok := c.(interface{ SetModel(*Model) }); ok {
			c.SetModel(model)
		}
		if c, ok := c.(interface{ speak(func(string, ...any)) }); ok {
			c.speak(say)
		}
		if c, ok := c.(interface{ watch([]string) error }); ok {
			if err := c.watch(begin.Names); err != nil {
				return err
			}
		}
		params := map[string]int{"epochs": begin.Epochs, "initial_epoch": begin.InitialEpoch, "steps": begin.Steps}
		switch c := c.(type) {
		case interface{ OnTrainBegin(map[string]int) }:
			c.OnTrainBegin(params)
		case interface{ OnTrainBegin(map[string]int) error }:
			return c.OnTrainBegin(params)
		}
		return nil
	})
}

// firstEpoch is the one to begin with, where a callback knows of a later one.
func (all callbacks) firstEpoch(epoch int) int {
	for _, c := range all {
		if c, ok := c.(interface{ nextEpoch() int }); ok {
			epoch = max(epoch, c.nextEpoch())
		}
	}
	return epoch
}

// logLearningRate tells whether a callback changes the learning rate, so that it is
// worth to be told.
func (all callbacks) logLearningRate() bool {
	for _, c := range all {
		if _, ok := c.(interface{ changesLearningRate() }); ok {
			return true
		}
	}
	return false
}

func (all callbacks) epochBegin(epoch int) error {
	return all.each(func(c Callback) error {
		switch c := c.(type) {
		case interface{ OnEpochBegin(int) }:
			c.OnEpochBegin(epoch)
		case interface{ OnEpochBegin(int) error }:
			return c.OnEpochBegin(epoch)
		}
		return nil
	})
}

func (all callbacks) batchEnd(epoch, batch int, logs Logs) error {
	return all.each(func(c Callback) error {
		switch c := c.(type) {
		case interface{ OnTrainBatchEnd(int, int, Logs) }:
			c.OnTrainBatchEnd(epoch, batch, logs)
		case interface {
			OnTrainBatchEnd(int, int, Logs) error
		}:
			return c.OnTrainBatchEnd(epoch, batch, logs)
		}
		return nil
	})
}

func (all callbacks) epochEnd(epoch int, logs Logs) error {
	return all.each(func(c Callback) error { return c.OnEpochEnd(epoch, logs) })
}

func (all callbacks) trainEnd(logs Logs, finished bool) {
	for _, c := range all {
		if c, ok := c.(interface{ finish() }); ok && finished {
			c.finish()
		}
		if c, ok := c.(interface{ OnTrainEnd(Logs) }); ok {
			c.OnTrainEnd(logs)
		}
	}
}

// follower is what callbacks of this package have in common: the model, and a voice
// that Verbose(0) mutes.
type follower struct {
	model *Model
	say   func(format string, args ...any)
}

// SetModel tells which model is trained; Fit calls it.
func (f *follower) SetModel(model *Model) { f.model = model }

func (f *follower) speak(say func(string, ...any)) { f.say = say }

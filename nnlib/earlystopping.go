package nnlib

import "fmt"

// EarlyStoppingOption is an option of [EarlyStopping].
type EarlyStoppingOption interface{ earlyStopping(*EarlyStopper) }

type earlyStoppingSetting func(*EarlyStopper)

func (s earlyStoppingSetting) earlyStopping(e *EarlyStopper) { s(e) }

// EarlyStopping returns a callback that ends training when a value has not become
// better for some epochs.
//
//	model.Fit(train, nnlib.Epochs(100), nnlib.Validation(valid),
//		nnlib.Callbacks(nnlib.EarlyStopping(nnlib.Patience(5), nnlib.RestoreBestWeights())))
//
// Defaults: [Monitor] "val_loss", the direction from its name, [Patience] 0,
// [MinDelta] 0, no [Baseline], from epoch 0, see [StartFromEpoch], and without
// [RestoreBestWeights].
//
// Fit panics if it does not measure the value.
//
// Source: Keras 3, keras/src/callbacks/early_stopping.py.
func EarlyStopping(options ...EarlyStoppingOption) *EarlyStopper {
	e := &EarlyStopper{monitor: monitor{who: "nnlib.EarlyStopping", name: "val_loss"}}
	for _, option := range options {
		option.earlyStopping(e)
	}
	return e
}

// EarlyStopper is the callback that [EarlyStopping] returns.
type EarlyStopper struct {
	follower
	monitor
	patience, startFrom int
	baseline            *float64
	restore             bool

	wait, bestEpoch int
	bestWeights     []Weight
	stopped         bool
}

// Best returns the epoch, from 0, in which the value was best, and that value; ok
// is false before the first.
func (e *EarlyStopper) Best() (epoch int, value float64, ok bool) {
	if e.best == nil {
		return 0, 0, false
	}
	return e.bestEpoch, *e.best, true
}

// Stopped tells whether the last training was ended by it.
func (e *EarlyStopper) Stopped() bool { return e.stopped }

// OnTrainBegin forgets an earlier training.
func (e *EarlyStopper) OnTrainBegin(map[string]int) {
	e.wait, e.best, e.bestEpoch, e.bestWeights, e.stopped = 0, nil, 0, nil, false
}

// OnEpochEnd looks at the value.
func (e *EarlyStopper) OnEpochEnd(epoch int, logs Logs) error {
	value, ok := logs[e.name]
	if !ok || epoch < e.startFrom { // without validation in this epoch
		return nil
	}
	if e.restore && e.bestWeights == nil {
		e.bestWeights, e.bestEpoch = e.model.Weights(), epoch
	}
	e.wait++
	if e.improves(value, e.best) {
		e.best, e.bestEpoch = &value, epoch
		if e.restore {
			e.bestWeights = e.model.Weights()
		}
		if e.baseline == nil || e.improves(value, e.baseline) {
			e.wait = 0
		}
		return nil
	}
	if e.wait < e.patience || epoch == 0 {
		return nil
	}
	e.stopped = true
	e.say("Epoch %d: early stopping, since %s has not become better %s.", epoch+1, e.name, since(e.wait))
	return ErrStopTraining
}

func since(epochs int) string {
	if epochs == 1 {
		return "in an epoch"
	}
	return fmt.Sprintf("in %d epochs", epochs)
}

// OnTrainEnd restores the best weights, also where training ran to its end.
func (e *EarlyStopper) OnTrainEnd(Logs) {
	if e.bestWeights != nil {
		e.say("Restoring the weights of the best epoch, %d.", e.bestEpoch+1)
		e.model.SetWeights(e.bestWeights)
		e.bestWeights = nil
	}
}

// PatienceOption is an option of [EarlyStopping] and [ReduceLROnPlateau]:
// [Patience] and [MinDelta].
type PatienceOption interface {
	EarlyStoppingOption
	ReduceLROnPlateauOption
}

type patienceSetting struct {
	early   earlyStoppingSetting
	plateau plateauSetting
}

func (s patienceSetting) earlyStopping(e *EarlyStopper)       { s.early(e) }
func (s patienceSetting) reduceLROnPlateau(r *plateauReducer) { s.plateau(r) }

// Patience sets after how many epochs without a better value something happens. It
// panics if epochs < 0.
func Patience(epochs int) PatienceOption {
	checkInt("Patience", epochs, 0)
	return patienceSetting{func(e *EarlyStopper) { e.patience = epochs }, func(r *plateauReducer) { r.patience = epochs }}
}

// MinDelta sets by how much a value must be better to count. It panics if delta
// < 0.
func MinDelta(delta float64) PatienceOption {
	checkSetting("nnlib.MinDelta", delta, delta >= 0, "0 or a number above", "nnlib.MinDelta(0.001)")
	return patienceSetting{func(e *EarlyStopper) { e.minDelta = delta }, func(r *plateauReducer) { r.minDelta = delta }}
}

// Baseline sets a value that must be reached: one that is not better than this does
// not make [EarlyStopping] wait any longer.
func Baseline(value float64) EarlyStoppingOption {
	checkSetting("nnlib.Baseline", value, true, "a number", "nnlib.Baseline(0.9)")
	return earlyStoppingSetting(func(e *EarlyStopper) { e.baseline = &value })
}

// StartFromEpoch lets [EarlyStopping] look away before an epoch, counted from 0. It
// panics if epoch < 0.
func StartFromEpoch(epoch int) EarlyStoppingOption {
	checkInt("StartFromEpoch", epoch, 0)
	return earlyStoppingSetting(func(e *EarlyStopper) { e.startFrom = epoch })
}

// RestoreBestWeights makes [EarlyStopping] put the weights of the best epoch back
// when training ends.
func RestoreBestWeights() EarlyStoppingOption {
	return earlyStoppingSetting(func(e *EarlyStopper) { e.restore = true })
}

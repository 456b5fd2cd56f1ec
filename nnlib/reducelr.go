package nnlib

// ReduceLROnPlateauOption is an option of [ReduceLROnPlateau].
type ReduceLROnPlateauOption interface{ reduceLROnPlateau(*plateauReducer) }

type plateauSetting func(*plateauReducer)

func (s plateauSetting) reduceLROnPlateau(r *plateauReducer) { s(r) }

// ReduceLROnPlateau returns a callback that makes the learning rate smaller when a
// value has not become better for some epochs. The learning rate is among the logs
// and in the history then, as "learning_rate".
//
// Defaults: [Monitor] "val_loss", the direction from its name, [Factor] 0.1,
// [Patience] 10, [MinDelta] 0.0001, [Cooldown] 0, [MinLearningRate] 0.
//
// Fit panics if it does not measure the value, and if a [Schedule] sets the
// learning rate.
//
// Source: Keras 3, keras/src/callbacks/reduce_lr_on_plateau.py.
func ReduceLROnPlateau(options ...ReduceLROnPlateauOption) Callback {
	r := &plateauReducer{
		monitor: monitor{who: "nnlib.ReduceLROnPlateau", name: "val_loss", minDelta: 1e-4},
		factor:  0.1, patience: 10,
	}
	for _, option := range options {
		option.reduceLROnPlateau(r)
	}
	return r
}

type plateauReducer struct {
	follower
	monitor
	factor, least      float64
	patience, cooldown int

	wait, cooling int
}

func (r *plateauReducer) changesLearningRate() {}

// OnTrainBegin forgets an earlier training.
func (r *plateauReducer) OnTrainBegin(map[string]int) { r.best, r.wait, r.cooling = nil, 0, 0 }

// OnEpochEnd looks at the value.
func (r *plateauReducer) OnEpochEnd(epoch int, logs Logs) error {
	value, ok := logs[r.name]
	if !ok { // without validation in this epoch
		return nil
	}
	if r.cooling > 0 {
		r.cooling--
		r.wait = 0
	}
	switch {
	case r.improves(value, r.best):
		r.best, r.wait = &value, 0
	case r.cooling == 0:
		if r.wait++; r.wait >= r.patience {
			return r.reduce(epoch)
		}
	}
	return nil
}

func (r *plateauReducer) reduce(epoch int) error {
	rate := r.model.LearningRate()
	if rate <= float64(float32(r.least)) {
		return nil
	}
	rate = max(rate*r.factor, r.least)
	if err := r.model.setLearningRate(rate); err != nil {
		return err
	}
	r.say("Epoch %d: the learning rate is reduced to %.4g, since %s has not become better %s.", epoch+1, rate, r.name, since(r.wait))
	r.cooling, r.wait = r.cooldown, 0
	return nil
}

// Factor sets what [ReduceLROnPlateau] multiplies the learning rate with. It panics
// unless 0 < factor < 1.
func Factor(factor float64) ReduceLROnPlateauOption {
	checkSetting("nnlib.Factor", factor, factor > 0 && factor < 1, "a number between 0 and 1", "nnlib.Factor(0.5)")
	return plateauSetting(func(r *plateauReducer) { r.factor = factor })
}

// Cooldown sets for how many epochs [ReduceLROnPlateau] looks away after it reduced
// the learning rate. It panics if epochs < 0.
func Cooldown(epochs int) ReduceLROnPlateauOption {
	checkInt("Cooldown", epochs, 0)
	return plateauSetting(func(r *plateauReducer) { r.cooldown = epochs })
}

// MinLearningRate sets below what [ReduceLROnPlateau] does not go. It panics if
// rate < 0.
func MinLearningRate(rate float64) ReduceLROnPlateauOption {
	checkSetting("nnlib.MinLearningRate", rate, rate >= 0, "0 or a number above", "nnlib.MinLearningRate(1e-5)")
	return plateauSetting(func(r *plateauReducer) { r.least = rate })
}

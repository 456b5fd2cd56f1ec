package nnlib

import "nnbook/nnlib/internal/spec"

// ExponentialDecay returns the schedule initial · rate^(step/steps): the learning
// rate shrinks by the factor rate over each so many steps.
//
//	nnlib.SGD(nnlib.LearningRate(nnlib.ExponentialDecay(0.1, 1000, 0.96)))
//
// Default: gradual, not in a [Staircase].
//
// ExponentialDecay panics if initial < 0, steps < 1 or rate ≤ 0.
//
// Source: Keras 3, keras/src/optimizers/schedules/learning_rate_schedule.py.
func ExponentialDecay(initial float64, steps int, rate float64, options ...DecayOption) Schedule {
	checkSetting("nnlib.ExponentialDecay", rate, rate > 0, "a factor above 0", "nnlib.ExponentialDecay(0.1, 1000, 0.96)")
	return decay("ExponentialDecay", initial, steps, rate, options)
}

// InverseTimeDecay returns the schedule initial / (1 + rate·step/steps).
//
// Default: gradual, not in a [Staircase].
//
// InverseTimeDecay panics if initial < 0, steps < 1 or rate < 0.
//
// Source: Keras 3, keras/src/optimizers/schedules/learning_rate_schedule.py.
func InverseTimeDecay(initial float64, steps int, rate float64, options ...DecayOption) Schedule {
	checkSetting("nnlib.InverseTimeDecay", rate, rate >= 0, "0 or a number above", "nnlib.InverseTimeDecay(0.1, 1000, 0.5)")
	return decay("InverseTimeDecay", initial, steps, rate, options)
}

func decay(class string, initial float64, steps int, rate float64, options []DecayOption) Schedule {
	checkLearningRate(class, initial)
	checkSteps(class, steps)
	params := spec.Numbers{"initial_learning_rate": initial, "decay_steps": float64(steps), "decay_rate": rate, "staircase": 0}
	for _, option := range options {
		option.decay(params)
	}
	return newSchedule(class, params)
}

// Staircase makes a learning rate change only after each whole count of steps.
func Staircase() DecayOption { return scheduleNumber("staircase", 1) }

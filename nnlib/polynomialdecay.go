package nnlib

import "nnbook/nnlib/internal/spec"

// PolynomialDecay returns the schedule end + (initial-end)·(1-step/steps)^power,
// which stays at end after so many steps.
//
// Defaults: [EndLearningRate] 0.0001, [Power] 1, a straight line, and no [Cycle].
//
// PolynomialDecay panics if initial < 0 or steps < 1.
//
// Source: Keras 3, keras/src/optimizers/schedules/learning_rate_schedule.py.
func PolynomialDecay(initial float64, steps int, options ...PolynomialDecayOption) Schedule {
	checkLearningRate("PolynomialDecay", initial)
	checkSteps("PolynomialDecay", steps)
	params := spec.Numbers{"initial_learning_rate": initial, "decay_steps": float64(steps), "end_learning_rate": 1e-4, "power": 1, "cycle": 0}
	for _, option := range options {
		option.polynomialDecay(params)
	}
	return newSchedule(spec.PolynomialDecay, params)
}

// EndLearningRate sets where PolynomialDecay ends. It panics unless it is 0 or more.
func EndLearningRate(rate float64) PolynomialDecayOption {
	checkSetting("nnlib.EndLearningRate", rate, rate >= 0, "0 or a number above", "nnlib.EndLearningRate(0.0001)")
	return scheduleNumber("end_learning_rate", rate)
}

// Power sets the power of PolynomialDecay. It panics unless it is above zero.
func Power(power float64) PolynomialDecayOption {
	checkSetting("nnlib.Power", power, power > 0, "a number above 0", "nnlib.Power(2)")
	return scheduleNumber("power", power)
}

// Cycle lets PolynomialDecay begin again where it ends, over twice the steps, then
// over three times as many, and so on.
func Cycle() PolynomialDecayOption { return scheduleNumber("cycle", 1) }

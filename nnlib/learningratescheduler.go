package nnlib

import "fmt"

// LearningRateScheduler returns a callback that sets the learning rate before each
// epoch, from the epoch, counted from 0, and the learning rate so far. It is among
// the logs and in the history then, as "learning_rate".
//
//	nnlib.LearningRateScheduler(func(epoch int, rate float64) float64 { return rate * 0.9 })
//
// For a learning rate that follows from the step see [Schedule].
//
// It panics without a schedule; Fit panics if that returns what is no learning
// rate, and if a [Schedule] sets it.
//
// Source: Keras 3, keras/src/callbacks/learning_rate_scheduler.py.
func LearningRateScheduler(schedule func(epoch int, rate float64) float64) Callback {
	if schedule == nil {
		panic(&Error{
			Who: "nnlib.LearningRateScheduler", Expected: "a function", Got: "nil",
			Fix: "nnlib.LearningRateScheduler(func(epoch int, rate float64) float64 { return rate * 0.9 })",
		})
	}
	return &rateScheduler{schedule: schedule}
}

type rateScheduler struct {
	follower
	schedule func(epoch int, rate float64) float64
}

func (r *rateScheduler) changesLearningRate() {}

// OnEpochBegin sets the learning rate.
func (r *rateScheduler) OnEpochBegin(epoch int) error {
	rate := r.schedule(epoch, r.model.LearningRate())
	if !(rate >= 0) || rate > maxRate {
		return &Error{
			Who:      "nnlib.LearningRateScheduler",
			Expected: "a learning rate of 0 or more",
			Got:      fmt.Sprintf("%v for epoch %d", rate, epoch),
			Fix:      "a function that returns such for every epoch",
		}
	}
	return r.model.setLearningRate(rate)
}

// OnEpochEnd does nothing.
func (r *rateScheduler) OnEpochEnd(int, Logs) error { return nil }

package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// Schedule makes a learning rate follow from the number of steps so far: give it
// to [LearningRate]. Steps are batches, counted from 0 since [Model.Compile].
type Schedule struct{ object spec.Object }

// At returns the learning rate after so many steps.
func (s Schedule) At(step int) float64 { return s.object.Rate(int64(step)) }

func (s Schedule) option() OptimizerOption {
	if s.object.Class == "" {
		panic(&Error{Who: "nnlib.LearningRate", Expected: "a schedule", Got: "an empty one", Fix: "nnlib.LearningRate(nnlib.ExponentialDecay(0.1, 1000, 0.9))"})
	}
	return optimizerSetting(func(o *spec.Object) { o.Schedule = &s.object })
}

func newSchedule(class string, params spec.Numbers) Schedule {
	return Schedule{spec.Object{Class: class, Params: params}}
}

// DecayOption is an option of [ExponentialDecay] and [InverseTimeDecay]:
// [Staircase].
type DecayOption interface{ decay(spec.Numbers) }

// PolynomialDecayOption is an option of [PolynomialDecay]: [EndLearningRate],
// [Power] and [Cycle].
type PolynomialDecayOption interface{ polynomialDecay(spec.Numbers) }

// CosineDecayOption is an option of [CosineDecay]: [DecayAlpha] and [Warmup].
type CosineDecayOption interface{ cosineDecay(spec.Numbers) }

// CosineDecayRestartsOption is an option of [CosineDecayRestarts]: [DecayAlpha],
// [TMul] and [MMul].
type CosineDecayRestartsOption interface{ cosineDecayRestarts(spec.Numbers) }

// scheduleSetting changes a schedule's settings.
type scheduleSetting func(spec.Numbers)

func (s scheduleSetting) decay(n spec.Numbers)               { s(n) }
func (s scheduleSetting) polynomialDecay(n spec.Numbers)     { s(n) }
func (s scheduleSetting) cosineDecay(n spec.Numbers)         { s(n) }
func (s scheduleSetting) cosineDecayRestarts(n spec.Numbers) { s(n) }

func scheduleNumber(name string, value float64) scheduleSetting {
	return func(n spec.Numbers) { n[name] = value }
}

// checkLearningRate panics unless a schedule's rate is a number, 0 or more.
func checkLearningRate(who string, rate float64) {
	checkSetting("nnlib."+who, rate, rate >= 0, "learning rates of 0 or more", "nnlib."+who+"(0.1, …)")
}

func checkSteps(who string, steps int) {
	if steps < 1 {
		panic(&Error{Who: "nnlib." + who, Expected: "at least 1 step", Got: fmt.Sprint(steps), Fix: "nnlib." + who + "(0.1, 1000, …)"})
	}
}

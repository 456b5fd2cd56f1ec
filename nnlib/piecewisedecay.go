package nnlib

import (
	"fmt"

	"nnbook/nnlib/internal/spec"
)

// PiecewiseConstantDecay returns the schedule of values[0] up to and including the
// step boundaries[0], then values[1] up to boundaries[1], and so on.
//
//	nnlib.PiecewiseConstantDecay([]int{1000, 5000}, []float64{0.1, 0.01, 0.001})
//
// It panics unless there is one value more than boundaries, boundaries rise, and
// values are 0 or more.
//
// Source: Keras 3, keras/src/optimizers/schedules/learning_rate_schedule.py.
func PiecewiseConstantDecay(boundaries []int, values []float64) Schedule {
	problem := &Error{Who: "nnlib.PiecewiseConstantDecay", Fix: "nnlib.PiecewiseConstantDecay([]int{1000, 5000}, []float64{0.1, 0.01, 0.001})"}
	if len(boundaries) == 0 || len(values) != len(boundaries)+1 {
		problem.Expected = "boundaries, and one value more than these"
		problem.Got = fmt.Sprintf("%d boundaries and %d values", len(boundaries), len(values))
		panic(problem)
	}
	params := spec.Numbers{}
	for i, boundary := range boundaries {
		if boundary < 0 || i > 0 && boundary <= boundaries[i-1] {
			problem.Expected, problem.Got = "boundaries from 0 that rise", fmt.Sprint(boundaries)
			panic(problem)
		}
		params[fmt.Sprintf("boundary_%d", i)] = float64(boundary)
	}
	for i, value := range values {
		checkSetting(problem.Who, value, value >= 0, "learning rates of 0 or more", problem.Fix)
		params[fmt.Sprintf("value_%d", i)] = value
	}
	return newSchedule(spec.PiecewiseConstantDecay, params)
}

package spec

import (
	"fmt"
	"math"
)

// Rate is a schedule's learning rate after so many steps, rounded to float32.
//
// Source: Keras 3, keras/src/optimizers/schedules/learning_rate_schedule.py.
func (o Object) Rate(step int64) float64 {
	rate, ok := rates[o.Class]
	if !ok {
		panic(fmt.Sprintf("spec: %s is no schedule", o.Class))
	}
	return float64(float32(rate(o, float64(step))))
}

var rates = map[string]func(o Object, step float64) float64{
	ExponentialDecay: func(o Object, step float64) float64 {
		return o.Param("initial_learning_rate") * math.Pow(o.Param("decay_rate"), o.periods(step))
	},
	InverseTimeDecay: func(o Object, step float64) float64 {
		return o.Param("initial_learning_rate") / (1 + o.Param("decay_rate")*o.periods(step))
	},
	PolynomialDecay:        Object.polynomial,
	PiecewiseConstantDecay: Object.piecewise,
	CosineDecay:            Object.cosine,
	CosineDecayRestarts:    Object.cosineRestarts,
}

// periods is how often decay_steps have passed.
func (o Object) periods(step float64) float64 {
	passed := step / o.Param("decay_steps")
	if o.Param("staircase") != 0 {
		return math.Floor(passed)
	}
	return passed
}

// polynomial falls to the last rate, and with cycle again and again, each time over
// more steps.
func (o Object) polynomial(step float64) float64 {
	last, steps := o.Param("end_learning_rate"), o.Param("decay_steps")
	if o.Param("cycle") != 0 {
		steps *= max(1, math.Ceil(step/steps))
	}
	rest := 1 - min(step, steps)/steps
	return (o.Param("initial_learning_rate")-last)*math.Pow(rest, o.Param("power")) + last
}

func (o Object) piecewise(step float64) float64 {
	rate := o.Param("value_0")
	for i, boundary := range o.Boundaries() {
		if step > boundary {
			rate = o.Param(fmt.Sprintf("value_%d", i+1))
		}
	}
	return rate
}

// Boundaries are the steps up to which the values of a PiecewiseConstantDecay hold.
func (o Object) Boundaries() []float64 {
	var boundaries []float64
	for {
		boundary, ok := o.Params[fmt.Sprintf("boundary_%d", len(boundaries))]
		if !ok {
			return boundaries
		}
		boundaries = append(boundaries, boundary)
	}
}

// cosine rises to a target, where there is one, and falls as a cosine does.
func (o Object) cosine(step float64) float64 {
	top := o.Param("initial_learning_rate")
	if o.Has("warmup_target") {
		warmup, start := o.Param("warmup_steps"), top
		top = o.Param("warmup_target")
		if step < warmup {
			return (top-start)*step/warmup + start
		}
		step -= warmup
	}
	return top * o.falling(min(1, step/o.Param("decay_steps")), 1)
}

// falling is a cosine's way from a height to alpha, while x goes from 0 to 1.
func (o Object) falling(x, height float64) float64 {
	alpha := o.Param("alpha")
	return (1-alpha)*height*(1+math.Cos(math.Pi*x))/2 + alpha
}

func (o Object) cosineRestarts(step float64) float64 {
	passed := step / o.Param("first_decay_steps")
	restarts := math.Floor(passed)
	x := passed - restarts
	if o.Param("t_mul") > 1 {
		for i, r := range o.Restarts() {
			if passed >= r.Start {
				restarts, x = float64(i), (passed-r.Start)/r.Length
			}
		}
	}
	return o.Param("initial_learning_rate") * o.falling(x, math.Pow(o.Param("m_mul"), restarts))
}

// Restart is one fall of a CosineDecayRestarts, in units of first_decay_steps.
type Restart struct{ Start, Length float64 }

// maxRestarts is enough for any but the slightest growth.
const maxRestarts = 10_000

// Restarts are all falls of a CosineDecayRestarts whose t_mul is above 1.
func (o Object) Restarts() []Restart {
	all := []Restart{{0, 1}}
	for len(all) < maxRestarts {
		last := all[len(all)-1]
		next := Restart{last.Start + last.Length, last.Length * o.Param("t_mul")}
		if next.Start*o.Param("first_decay_steps") > math.MaxInt32 {
			break
		}
		all = append(all, next)
	}
	return all
}

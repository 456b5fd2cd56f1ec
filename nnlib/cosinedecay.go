package nnlib

import "nnbook/nnlib/internal/spec"

// CosineDecay returns the schedule that falls from initial to 0 as half a cosine,
// initial·(1 + cos(π·step/steps))/2, and stays there after so many steps.
//
// Defaults: [DecayAlpha] 0, no [Warmup].
//
// CosineDecay panics if initial < 0 or steps < 1.
//
// Source: Loshchilov and Hutter, https://arxiv.org/abs/1608.03983; Keras 3,
// keras/src/optimizers/schedules/learning_rate_schedule.py.
func CosineDecay(initial float64, steps int, options ...CosineDecayOption) Schedule {
	checkLearningRate("CosineDecay", initial)
	checkSteps("CosineDecay", steps)
	params := spec.Numbers{"initial_learning_rate": initial, "decay_steps": float64(steps), "alpha": 0}
	for _, option := range options {
		option.cosineDecay(params)
	}
	return newSchedule(spec.CosineDecay, params)
}

// Warmup lets CosineDecay's learning rate first rise in a straight line, from
// initial to target over so many steps, and fall from target after. It panics if
// target < 0 or steps < 1.
func Warmup(target float64, steps int) CosineDecayOption {
	checkLearningRate("Warmup", target)
	checkSteps("Warmup", steps)
	return scheduleSetting(func(n spec.Numbers) { n["warmup_target"], n["warmup_steps"] = target, float64(steps) })
}

// DecayAlphaOption is an option of [CosineDecay] and [CosineDecayRestarts]:
// [DecayAlpha].
type DecayAlphaOption interface {
	CosineDecayOption
	CosineDecayRestartsOption
}

// DecayAlpha sets which share of the first learning rate a cosine falls to: Keras'
// alpha. It panics unless it is 0 or more.
func DecayAlpha(share float64) DecayAlphaOption {
	checkSetting("nnlib.DecayAlpha", share, share >= 0, "0 or a number above", "nnlib.DecayAlpha(0.1)")
	return scheduleNumber("alpha", share)
}

// CosineDecayRestarts returns the schedule that falls as [CosineDecay] does over
// the first so many steps, and then starts again, and again.
//
// Defaults: each fall takes twice the steps of the one before, [TMul] 2, and begins
// at the same learning rate, [MMul] 1, and falls to [DecayAlpha] 0.
//
// CosineDecayRestarts panics if initial < 0 or firstSteps < 1.
//
// Source: Loshchilov and Hutter, https://arxiv.org/abs/1608.03983; Keras 3,
// keras/src/optimizers/schedules/learning_rate_schedule.py.
func CosineDecayRestarts(initial float64, firstSteps int, options ...CosineDecayRestartsOption) Schedule {
	checkLearningRate("CosineDecayRestarts", initial)
	checkSteps("CosineDecayRestarts", firstSteps)
	params := spec.Numbers{"initial_learning_rate": initial, "first_decay_steps": float64(firstSteps), "t_mul": 2, "m_mul": 1, "alpha": 0}
	for _, option := range options {
		option.cosineDecayRestarts(params)
	}
	return newSchedule(spec.CosineDecayRestarts, params)
}

// TMul sets how many times longer each fall of CosineDecayRestarts is than the one
// before. It panics unless factor ≥ 1.
func TMul(factor float64) CosineDecayRestartsOption {
	checkSetting("nnlib.TMul", factor, factor >= 1, "1 or a number above", "nnlib.TMul(2)")
	return scheduleNumber("t_mul", factor)
}

// MMul sets how many times higher each fall of CosineDecayRestarts begins than the
// one before. It panics unless factor is above zero.
func MMul(factor float64) CosineDecayRestartsOption {
	checkSetting("nnlib.MMul", factor, factor > 0, "a number above 0", "nnlib.MMul(0.9)")
	return scheduleNumber("m_mul", factor)
}

package nnlib

import "nnbook/nnlib/internal/spec"

// FtrlOption is an option of [Ftrl].
type FtrlOption interface{ ftrl(*spec.Object) }

// Ftrl returns "follow the regularized leader", for shallow models of many
// features of which few are there at a time. From a sum n of the gradient's squares
// and a linear term z it makes the weight anew:
//
//	z ← z + g - (√(n+g²) - √n) / rate · w
//	n ← n + g²
//	w ← (clip(z, -l1, l1) - z) / ((β + √n) / rate + 2·l2)
//
// Defaults: [LearningRate] 0.001, [InitialAccumulatorValue] 0.1,
// [LearningRatePower] -0.5, [Beta] 0, and strengths of 0: [L1Strength],
// [L2Strength], [L2Shrinkage].
//
// Source: McMahan et al., https://research.google.com/pubs/archive/41159.pdf;
// Keras 3, keras/src/optimizers/ftrl.py.
func Ftrl(options ...FtrlOption) Optimizer {
	defaults := spec.Numbers{
		"learning_rate": 0.001, "learning_rate_power": -0.5, "initial_accumulator_value": 0.1, "beta": 0,
		"l1_regularization_strength": 0, "l2_regularization_strength": 0, "l2_shrinkage_regularization_strength": 0,
	}
	return newOptimizer(spec.Ftrl, defaults, options, FtrlOption.ftrl)
}

// LearningRatePower sets how fast Ftrl's steps become smaller: the power of n, 0
// for steps of the same size. It panics unless power ≤ 0.
func LearningRatePower(power float64) FtrlOption {
	checkSetting("nnlib.LearningRatePower", power, power <= 0, "0 or a number below", "nnlib.LearningRatePower(-0.5)")
	return set("learning_rate_power", power)
}

// L1Strength makes Ftrl set small weights to 0. It panics unless it is 0 or more.
func L1Strength(strength float64) FtrlOption {
	return ftrlStrength("L1Strength", "l1_regularization_strength", strength)
}

// L2Strength makes Ftrl keep weights small. It panics unless it is 0 or more.
func L2Strength(strength float64) FtrlOption {
	return ftrlStrength("L2Strength", "l2_regularization_strength", strength)
}

// L2Shrinkage adds 2·strength·w to the gradient in Ftrl's linear term. It panics
// unless it is 0 or more.
func L2Shrinkage(strength float64) FtrlOption {
	return ftrlStrength("L2Shrinkage", "l2_shrinkage_regularization_strength", strength)
}

// Beta sets Ftrl's β, which makes its first steps smaller. It panics unless it is
// 0 or more.
func Beta(beta float64) FtrlOption { return ftrlStrength("Beta", "beta", beta) }

func ftrlStrength(who, name string, value float64) FtrlOption {
	checkSetting("nnlib."+who, value, value >= 0, "0 or a number above", "nnlib."+who+"(0.01)")
	return set(name, value)
}

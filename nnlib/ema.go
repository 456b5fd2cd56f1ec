package nnlib

import "nnbook/nnlib/internal/spec"

// EMA keeps a running mean of each weight beside it, mean ← momentum·mean +
// (1-momentum)·w after each step, and puts it in the weight's place when Fit ends.
// Keras' own momentum is 0.99. It panics unless 0 ≤ momentum ≤ 1.
//
// Source: Keras 3, keras/src/optimizers/base_optimizer.py.
func EMA(momentum float64) OptimizerOption {
	checkSetting("nnlib.EMA", momentum, momentum >= 0 && momentum <= 1, "a number from 0 to 1", "nnlib.EMA(0.99)")
	return optimizerSetting(func(o *spec.Object) { o.Params["use_ema"], o.Params["ema_momentum"] = 1, momentum })
}

// EMAOverwriteFrequency puts the means in the weights' place after every so many
// steps too. It needs [EMA]. It panics unless steps ≥ 1.
func EMAOverwriteFrequency(steps int) OptimizerOption {
	checkInt("EMAOverwriteFrequency", steps, 1)
	return set("ema_overwrite_frequency", float64(steps))
}

// checkEMA panics if there is no mean to overwrite weights with.
func checkEMA(o spec.Object) {
	if o.Has("ema_overwrite_frequency") && !o.Has("use_ema") {
		panic(&Error{
			Who:      "nnlib." + o.Class,
			Expected: "EMA, beside EMAOverwriteFrequency",
			Got:      "none",
			Fix:      "nnlib." + o.Class + "(nnlib.EMA(0.99), nnlib.EMAOverwriteFrequency(100))",
		})
	}
}
